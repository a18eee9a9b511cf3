package dev.fabula.command.gedcom;

import dev.fabula.command.StreamIds;
import dev.fabula.contracts.legacy.GedcomCommand;
import dev.fabula.contracts.legacy.GedcomCommand.CompleteImport;
import dev.fabula.contracts.legacy.GedcomCommand.FailImport;
import dev.fabula.contracts.legacy.GedcomCommand.ImportGedcom;
import dev.fabula.contracts.legacy.GedcomEvent;
import dev.fabula.contracts.legacy.GedcomEvent.GedcomImportFailed;
import dev.fabula.contracts.legacy.GedcomEvent.GedcomImportStarted;
import dev.fabula.contracts.legacy.GedcomEvent.GedcomImported;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.tenancy.TenantId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The imports of a legacy: one goes after the other, and each ends once. */
@Aggregate(type = "GedcomImports", cache = "aggregateCache", commandTargetResolver = "commandTargets")
final class GedcomImports {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private String id;

    private @Nullable String running;

    @SuppressWarnings("NullAway.Init") // Axon fills it by the first event
    GedcomImports() {}

    /** The stream of a legacy's imports. */
    static String of(TenantId tenant, LegacyId legacy) {
        return StreamIds.of(tenant, "GedcomImports", legacy.value());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ImportGedcom command) {
        if (running != null) {
            throw LegacyRefusals.importRunning(running);
        }
        AggregateLifecycle.apply(new GedcomImportStarted(
                command.imports(),
                command.legacy(),
                command.imported(),
                command.tree(),
                command.file(),
                command.bytes(),
                command.sha256()));
    }

    @CommandHandler
    void handle(CompleteImport command) {
        if (isUnderWay(command)) {
            AggregateLifecycle.apply(new GedcomImported(
                    command.imports(),
                    command.legacy(),
                    command.imported(),
                    command.records(),
                    command.people(),
                    command.relationships(),
                    command.unknownTags(),
                    command.problems(),
                    command.problemCount()));
        }
    }

    @CommandHandler
    void handle(FailImport command) {
        if (isUnderWay(command)) {
            AggregateLifecycle.apply(new GedcomImportFailed(
                    command.imports(), command.legacy(), command.imported(), command.line(), command.reason()));
        }
    }

    private boolean isUnderWay(GedcomCommand command) {
        return command.imported().equals(running);
    }

    @EventSourcingHandler
    void on(GedcomEvent event) {
        id = event.imports();
        running = event instanceof GedcomImportStarted ? event.imported() : null;
    }
}
