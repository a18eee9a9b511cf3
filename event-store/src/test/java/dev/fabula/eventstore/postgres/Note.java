package dev.fabula.eventstore.postgres;

import dev.fabula.contracts.event.PersonalData;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** An aggregate to test with; its state has personal data, too. */
final class Note {

    record OpenNote(@TargetAggregateIdentifier String note, String title) {}

    record WriteLine(@TargetAggregateIdentifier String note, String text) {}

    record WriteSecret(@TargetAggregateIdentifier String note, String author, String text) {}

    record Look(@TargetAggregateIdentifier String note) {}

    @AggregateIdentifier
    private String id;

    private final List<String> lines = new ArrayList<>();

    /** Read by the sealing of the secret. */
    @SuppressWarnings("UnusedVariable")
    private @Nullable String author;

    @PersonalData(subject = "author")
    private @Nullable String secret;

    @SuppressWarnings("NullAway.Init") // Axon fills it by the first event
    Note() {}

    @CommandHandler
    @SuppressWarnings("NullAway.Init")
    Note(OpenNote command) {
        AggregateLifecycle.apply(new NoteEvent.NoteOpened(command.note(), command.title()));
    }

    @CommandHandler
    void handle(WriteLine command) {
        if (command.text().isBlank()) {
            throw new IllegalArgumentException("an empty line");
        }
        AggregateLifecycle.apply(new NoteEvent.LineWritten(id, command.text()));
    }

    @CommandHandler
    void handle(WriteSecret command) {
        AggregateLifecycle.apply(new NoteEvent.SecretWritten(id, command.author(), command.text(), null));
    }

    /** Its lines and its secret. */
    @CommandHandler
    String handle(Look command) {
        return command.note() + lines + secret;
    }

    @EventSourcingHandler
    void on(NoteEvent event) {
        switch (event) {
            case NoteEvent.NoteOpened opened -> id = opened.note();
            case NoteEvent.LineWritten written -> lines.add(written.text());
            case NoteEvent.SecretWritten written -> {
                author = written.author();
                secret = written.text();
            }
        }
    }
}
