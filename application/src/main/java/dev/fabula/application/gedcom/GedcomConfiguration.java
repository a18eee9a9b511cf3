package dev.fabula.application.gedcom;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import dev.fabula.application.ConditionalOnNodeRole;
import dev.fabula.application.FabulaProperties.NodeRole;
import dev.fabula.command.gedcom.GedcomImporter;
import dev.fabula.command.gedcom.ImportFiles;
import dev.fabula.command.gedcom.ImportQueue;
import dev.fabula.command.gedcom.ImportViews;
import dev.fabula.projection.runtime.Freshness;
import dev.fabula.query.legacy.ImportReads;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
@ConditionalOnNodeRole(NodeRole.COMMAND)
class GedcomConfiguration {

    @Bean
    ImportFiles importFiles(DataSource database, PlatformTransactionManager transactionManager) {
        return new GedcomFileTable(JdbcClient.create(database), transactionManager);
    }

    @Bean
    ImportQueue importQueue(ObjectProvider<SchedulerClient> scheduler) {
        return new ImportTask(scheduler);
    }

    @Bean
    ImportViews importViews(Freshness freshness, ImportReads reads) {
        return new PlatformImportViews(freshness, reads);
    }

    @Bean
    OneTimeTask<Void> gedcomImportTask(GedcomImporter importer) {
        return ImportTask.task(importer);
    }
}
