package dev.fabula.bench;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.eventstore.codec.Ulids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** What people write while something is measured: an entry a command, into a thousand diaries in turn. */
final class LiveWriting {

    private static final int DIARIES = 1_000;
    private static final int EVENTS_A_COMMAND = 100;

    private final BenchHistory history;
    private final Map<String, String> metadata = Diaries.metadata(0);
    private final String text = new Diaries(0).text();
    private final List<String> diaries = new ArrayList<>();
    private final AtomicInteger written = new AtomicInteger();

    LiveWriting(BenchHistory history) {
        this.history = history;
        List<GenericDomainEventMessage<DomainEvent>> command = new ArrayList<>();
        for (int i = 0; i < DIARIES; i++) {
            String diary = Ulids.next();
            diaries.add(diary);
            command.add(message(diary, 0, new DiaryEvent.DiaryOpened(diary, "an owner", "what I saw")));
            if (command.size() == EVENTS_A_COMMAND) {
                history.engine().appendEvents(command);
                command.clear();
            }
        }
    }

    /** @param number of the entry, from 1 */
    record Entry(String diary, int number) {}

    /** One command; several may be under way, but not a thousand. */
    Entry write() {
        int count = written.getAndIncrement();
        Entry entry = new Entry(diaries.get(count % DIARIES), count / DIARIES + 1);
        history.engine()
                .appendEvents(List.of(message(
                        entry.diary(),
                        entry.number(),
                        new DiaryEvent.EntryWritten(
                                entry.diary(), entry.number(), "calm", List.of("home", "river"), text))));
        return entry;
    }

    private GenericDomainEventMessage<DomainEvent> message(String diary, int sequence, DiaryEvent event) {
        return new GenericDomainEventMessage<>("Diary", diary, sequence, event, metadata);
    }
}
