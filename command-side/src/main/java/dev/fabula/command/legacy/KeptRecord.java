package dev.fabula.command.legacy;

import dev.fabula.contracts.legacy.GedcomCommand.KeepRecord;
import dev.fabula.contracts.legacy.GedcomRecordEvent.GedcomRecordKept;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;

/** A record of a file that is nobody's; it is as the last file has it. */
@Aggregate(type = "GedcomRecord", cache = "aggregateCache", commandTargetResolver = "commandTargets")
final class KeptRecord {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private String id;

    private List<String> lines = List.of();

    @SuppressWarnings("NullAway.Init") // Axon fills it by the first event
    KeptRecord() {}

    @SuppressWarnings("NullAway.Init")
    KeptRecord(KeepRecord command) {
        apply(command);
    }

    ImportOutcome take(KeepRecord command) {
        if (command.lines().equals(lines)) {
            return ImportOutcome.UNCHANGED;
        }
        apply(command);
        return ImportOutcome.CHANGED;
    }

    private static void apply(KeepRecord command) {
        AggregateLifecycle.apply(new GedcomRecordKept(
                command.record(),
                command.legacy(),
                command.tree(),
                command.tag(),
                command.xref(),
                command.lines(),
                command.imported()));
    }

    @EventSourcingHandler
    void on(GedcomRecordKept event) {
        id = event.record();
        lines = event.lines();
    }
}
