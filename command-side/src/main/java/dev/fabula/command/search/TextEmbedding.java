package dev.fabula.command.search;

import dev.fabula.command.StreamIds;
import dev.fabula.contracts.search.SearchCommand.RecordEmbedding;
import dev.fabula.contracts.search.SearchEvent;
import dev.fabula.contracts.search.SearchEvent.TextEmbedded;
import dev.fabula.contracts.search.TextKind;
import dev.fabula.contracts.tenancy.TenantId;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** Which texts of a source have vectors, and of which model. Holds no text and no hash of one. */
@Aggregate(
        type = "TextEmbedding",
        cache = "aggregateCache",
        snapshotTriggerDefinition = "snapshotTrigger",
        commandTargetResolver = "commandTargets")
final class TextEmbedding {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private String id;

    /** By text, chunker and model of its last vectors. */
    private final Map<String, String> embedded = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // Axon fills it by the first event
    TextEmbedding() {}

    /** The stream of a source. */
    static String of(TenantId tenant, TextKind kind, String source) {
        return StreamIds.of(tenant, "TextEmbedding", kind.wireName() + '/' + source);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordEmbedding command) {
        TextEmbedded event = new TextEmbedded(
                command.embedding(),
                command.kind(),
                command.source(),
                command.revision(),
                command.alternative(),
                command.author(),
                command.chunker(),
                command.model(),
                command.dimensions(),
                command.references());
        if (!how(event).equals(embedded.get(which(event)))) {
            AggregateLifecycle.apply(event);
        }
    }

    private static String which(TextEmbedded event) {
        return event.revision() + "/" + (event.alternative() == null ? "" : event.alternative());
    }

    private static String how(TextEmbedded event) {
        return event.chunker() + "/" + event.model();
    }

    @EventSourcingHandler
    void on(SearchEvent event) {
        id = event.embedding();
        switch (event) {
            case TextEmbedded text -> embedded.put(which(text), how(text));
        }
    }
}
