package dev.fabula.bench;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.eventstore.codec.Ulids;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/**
 * A history as it grows over years: few diaries are written into all the time and most hardly ever (lengths are
 * distributed as Zipf's law says), all at the same time, and a fifth of the events changes no shelf.
 */
final class GrownHistory {

    private static final int WRITERS = 8;
    private static final int EVENTS_A_COMMAND = 25;
    private static final int EVENTS_A_DIARY = 20;
    /** Of events that do not open a diary, which leaves a fifth of all. */
    private static final double IRRELEVANT = 0.21;

    private static final double SECRET = 0.1;
    private static final double RENAMED = 0.05;
    private static final double REMOVED = 0.03;

    private final BenchHistory history;
    private final Diaries diaries;
    private final RandomGenerator random;
    private final int actor;
    private final String[] streams;
    private final int[] written;
    /** How many of all events go to this diary or one before it. */
    private final double[] shares;

    private GrownHistory(BenchHistory history, int actor, int events) {
        this.history = history;
        this.actor = actor;
        diaries = new Diaries(actor);
        random = RandomGenerator.of("L64X128MixRandom");
        streams = new String[Math.max(1, events / EVENTS_A_DIARY)];
        Arrays.setAll(streams, _ -> Ulids.next());
        written = new int[streams.length];
        shares = new double[streams.length];
        double sum = 0;
        for (int rank = 0; rank < shares.length; rank++) {
            sum += 1.0 / (rank + 1);
            shares[rank] = sum;
        }
    }

    /**
     * Appends so many events, in commands of several clients.
     *
     * @return what to say about it
     */
    static String fill(BenchHistory history, int events) throws Exception {
        long begin = System.nanoTime();
        int longest = 0;
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                GrownHistory writer = new GrownHistory(history, w, events / WRITERS);
                running.add(writers.submit(() -> writer.write(events / WRITERS)));
            }
            for (Future<Integer> each : running) {
                longest = Math.max(longest, each.get());
            }
        }
        return String.format(
                Locale.ROOT,
                "a history of %,d events in %,d diaries, the longest of %,d, appended in %.0f s beside the live read model",
                events,
                events / EVENTS_A_DIARY,
                longest,
                (System.nanoTime() - begin) / 1e9);
    }

    /** @return events of the longest diary */
    private int write(int events) {
        for (int done = 0; done < events; done += EVENTS_A_COMMAND) {
            var metadata = Diaries.metadata(actor);
            List<GenericDomainEventMessage<DomainEvent>> command = new ArrayList<>();
            for (int e = 0; e < Math.min(EVENTS_A_COMMAND, events - done); e++) {
                int diary = next();
                int sequence = written[diary]++;
                command.add(new GenericDomainEventMessage<>(
                        "Diary", streams[diary], sequence, event(streams[diary], sequence), metadata));
            }
            history.engine().appendEvents(command);
        }
        return Arrays.stream(written).max().orElse(0);
    }

    private int next() {
        int found = Arrays.binarySearch(shares, random.nextDouble() * shares[shares.length - 1]);
        return found < 0 ? -found - 1 : found;
    }

    private DiaryEvent event(String diary, int sequence) {
        if (sequence == 0) {
            return new DiaryEvent.DiaryOpened(diary, "actor-" + actor, "what " + actor + " saw");
        }
        if (random.nextDouble() < IRRELEVANT) {
            return sequence % 3 == 0
                    ? new DiaryEvent.ReminderSent(diary, "mail")
                    : new DiaryEvent.DiaryRead(diary, "actor-" + sequence % 100, sequence);
        }
        double kind = random.nextDouble();
        if (kind < SECRET) {
            return diaries.secret(diary, sequence, "author-" + actor);
        }
        if (kind < SECRET + RENAMED) {
            return new DiaryEvent.DiaryRenamed(diary, "what " + actor + " saw, volume " + sequence);
        }
        return kind < SECRET + RENAMED + REMOVED
                ? new DiaryEvent.EntryRemoved(diary, sequence - 1)
                : diaries.entry(diary, sequence);
    }
}
