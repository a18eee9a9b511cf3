package dev.fabula.application.tenancy;

import javax.sql.DataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class TenancyConfiguration {

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new TenantTransactionManager(dataSource);
    }

    /** Checks after the migrations, so that a table they forgot to protect stops the start. */
    @Bean
    RowLevelSecurityCheck rowLevelSecurityCheck(DataSource dataSource, FlywayMigrationInitializer migrated) {
        RowLevelSecurityCheck check = new RowLevelSecurityCheck(dataSource);
        check.run();
        return check;
    }
}
