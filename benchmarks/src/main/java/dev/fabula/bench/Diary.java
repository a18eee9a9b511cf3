package dev.fabula.bench;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The aggregate of all contestants. */
final class Diary {

    record OpenDiary(@TargetAggregateIdentifier String diary, String owner) {}

    record WriteEntry(@TargetAggregateIdentifier String diary, String text) {}

    @AggregateIdentifier
    private String id;

    private int entries;

    @SuppressWarnings("NullAway.Init") // Axon fills it by the first event
    Diary() {}

    @CommandHandler
    @SuppressWarnings("NullAway.Init")
    Diary(OpenDiary command) {
        AggregateLifecycle.apply(new DiaryEvent.DiaryOpened(command.diary(), command.owner(), "my diary"));
    }

    @CommandHandler
    void handle(WriteEntry command) {
        AggregateLifecycle.apply(
                new DiaryEvent.EntryWritten(id, entries + 1, "calm", List.of("home", "river"), command.text()));
    }

    @EventSourcingHandler
    void on(DiaryEvent event) {
        switch (event) {
            case DiaryEvent.DiaryOpened opened -> id = opened.diary();
            case DiaryEvent.EntryWritten entry -> entries = entry.number();
            case DiaryEvent.SecretEntryWritten entry -> entries = entry.number();
            case DiaryEvent.EntryRemoved _, DiaryEvent.DiaryRenamed _ -> {}
            case DiaryEvent.DiaryRead _, DiaryEvent.ReminderSent _ -> {}
        }
    }
}
