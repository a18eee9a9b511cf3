package dev.fabula.application;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** What a library might bring along unasked; not annotated, so that no other test finds it by scanning. */
class StrayTransactionManager {
    @Bean
    PlatformTransactionManager stray(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }
}
