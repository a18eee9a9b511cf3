package dev.fabula.application.gedcom;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import dev.fabula.application.ConditionalOnNodeRole;
import dev.fabula.application.FabulaProperties.NodeRole;
import dev.fabula.command.gedcom.GedcomImporter;
import dev.fabula.command.gedcom.ImportFiles;
import dev.fabula.command.gedcom.ImportQueue;
import dev.fabula.command.gedcom.ImportViews;
import dev.fabula.projection.runtime.ProjectionNode;
import dev.fabula.query.AllTenants;
import dev.fabula.query.legacy.ImportProgress;
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

    /** For queries, where the same process answers them. */
    @Bean
    ImportProgress importProgress(ImportFiles files) {
        return (tenant, imported) -> files.find(tenant, imported).stream()
                .filter(ImportFiles.Stored::whole)
                .findFirst()
                .map(stored -> new ImportProgress.Progress(stored.done(), stored.total()));
    }

    @Bean
    ImportQueue importQueue(ObjectProvider<SchedulerClient> scheduler) {
        return new ImportTask(scheduler);
    }

    @Bean
    ImportViews importViews(ProjectionNode node, AllTenants all) {
        return new PlatformImportViews(node.freshness(), new ImportReads(all));
    }

    @Bean
    OneTimeTask<Void> gedcomImportTask(GedcomImporter importer) {
        return ImportTask.task(importer);
    }
}
