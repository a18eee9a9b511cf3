package dev.fabula.application.gedcom;

import dev.fabula.application.tenancy.TenantTransactionManager;
import dev.fabula.command.gedcom.ImportFiles;
import dev.fabula.query.legacy.ImportProgress;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where files wait, for who takes and imports them, and for who is asked how far they are. */
@Configuration(proxyBeanMethods = false)
class GedcomFilesConfiguration {

    @Bean
    ImportFiles importFiles(DataSource database, TenantTransactionManager transactions) {
        return new GedcomFileTable(JdbcClient.create(database), transactions);
    }

    @Bean
    ImportProgress importProgress(ImportFiles files) {
        return (tenant, imported) -> files.find(tenant, imported).stream()
                .filter(ImportFiles.Stored::whole)
                .findFirst()
                .map(stored -> new ImportProgress.Progress(stored.done(), stored.total()));
    }
}
