package dev.fabula.application.tenancy;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

@Configuration(proxyBeanMethods = false)
class TenancyConfiguration {

    @Bean
    TenantTransactionManager transactionManager(DataSource dataSource) {
        return new TenantTransactionManager(dataSource);
    }

    /** Checks after the migrations, so that a table they forgot to protect stops the start. */
    @Bean
    @DependsOn({"flywayInitializer", "historyMigration", "projectionMigration"})
    RowLevelSecurityCheck rowLevelSecurityCheck(DataSource dataSource) {
        RowLevelSecurityCheck check = new RowLevelSecurityCheck(dataSource);
        check.run();
        return check;
    }
}
