package dev.fabula.application.gedcom;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import dev.fabula.application.ConditionalOnNodeRole;
import dev.fabula.application.FabulaProperties.NodeRole;
import dev.fabula.command.gedcom.GedcomImporter;
import dev.fabula.command.gedcom.ImportQueue;
import dev.fabula.command.gedcom.ImportViews;
import dev.fabula.projection.runtime.ProjectionNode;
import dev.fabula.query.AllTenants;
import dev.fabula.query.legacy.ImportReads;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnNodeRole(NodeRole.COMMAND)
class GedcomConfiguration {

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
