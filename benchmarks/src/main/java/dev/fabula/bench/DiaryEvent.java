package dev.fabula.bench;

import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;
import dev.fabula.contracts.event.PersonalData;
import java.util.List;

/** A context to measure with: diaries, into which entries are written. An entry is some 0.5 KB with its metadata. */
@AggregateType("Diary")
sealed interface DiaryEvent extends DomainEvent {

    @EventType("diary.diary-opened")
    record DiaryOpened(String diary, String owner, String title) implements DiaryEvent {}

    @EventType("diary.entry-written")
    record EntryWritten(String diary, int number, String mood, List<String> tags, String text) implements DiaryEvent {}

    @EventType("diary.secret-entry-written")
    record SecretEntryWritten(
            String diary,
            int number,
            String mood,
            List<String> tags,
            String author,
            @PersonalData(subject = "author") String text)
            implements DiaryEvent {}

    @EventType("diary.entry-removed")
    record EntryRemoved(String diary, int number) implements DiaryEvent {}

    @EventType("diary.diary-renamed")
    record DiaryRenamed(String diary, String title) implements DiaryEvent {}

    @EventType("diary.diary-read")
    record DiaryRead(String diary, String reader, int entries) implements DiaryEvent {}

    @EventType("diary.reminder-sent")
    record ReminderSent(String diary, String channel) implements DiaryEvent {}
}
