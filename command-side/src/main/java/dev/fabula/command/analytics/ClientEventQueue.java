package dev.fabula.command.analytics;

import dev.fabula.command.StreamIds;
import dev.fabula.contracts.analytics.ClientActivityCommand.RecordClientEvents;
import dev.fabula.contracts.analytics.ClientEvent;
import dev.fabula.contracts.tenancy.TenantId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Records what many requests tell of in few appends: the first one that waits lingers for others, and then all that are
 * there are recorded together, one command for each tenant and day. What waits is limited; nothing that was taken is lost
 * but with the process, and then its client was told nothing and tells again.
 */
final class ClientEventQueue implements AutoCloseable {

    /** Client events of one command, at most; more of a day that are there at once are several commands. */
    static final int MOST_TOGETHER = 500;

    /** Events of one day, from one request. */
    private record Entry(TenantId tenant, LocalDate day, List<ClientEvent> events, CompletableFuture<Long> recorded) {}

    /** Behind which nothing comes. */
    private static final Entry END =
            new Entry(new TenantId("none"), LocalDate.EPOCH, List.of(), new CompletableFuture<>());

    private record Stream(TenantId tenant, LocalDate day) {}

    /** Sends a command. */
    @FunctionalInterface
    interface Sender {
        /** @return the position that it led to, 0 where everything was recorded already */
        long send(RecordClientEvents command, TenantId tenant);
    }

    /** Too many wait already. */
    static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Sender sender;
    private final Duration linger;
    private final Semaphore room;
    /** As long as there is room. */
    private final BlockingQueue<Entry> waiting = new LinkedBlockingQueue<>();

    private final Thread recorder;
    /** Shared by those who add, so that nothing is added once this is closed. */
    private final ReadWriteLock adding = new ReentrantReadWriteLock();

    private boolean closed;

    /** @param most client events that may wait */
    ClientEventQueue(Sender sender, Duration linger, int most) {
        this.sender = sender;
        this.linger = linger;
        room = new Semaphore(most);
        recorder = Thread.ofVirtual().name("client-events").start(this::work);
    }

    /**
     * Waits until they are durable.
     *
     * @return the position in the history that holds them all, 0 where all were recorded before
     * @throws FullException where too many wait already, or this is closing; then none of them is taken
     */
    long record(TenantId tenant, List<ClientEvent> events) {
        if (!room.tryAcquire(events.size())) {
            throw new FullException();
        }
        try {
            Map<LocalDate, List<ClientEvent>> days = new LinkedHashMap<>();
            for (ClientEvent event : events) {
                LocalDate day = event.occurredAt().atZone(ZoneOffset.UTC).toLocalDate();
                days.computeIfAbsent(day, _ -> new ArrayList<>()).add(event);
            }
            List<Entry> entries = days.entrySet().stream()
                    .map(day -> new Entry(tenant, day.getKey(), day.getValue(), new CompletableFuture<>()))
                    .toList();
            add(entries);
            return entries.stream()
                    .mapToLong(entry -> outcome(entry.recorded()))
                    .max()
                    .orElse(0);
        } finally {
            room.release(events.size());
        }
    }

    private void add(List<Entry> entries) {
        adding.readLock().lock();
        try {
            if (closed) {
                throw new FullException();
            }
            waiting.addAll(entries);
        } finally {
            adding.readLock().unlock();
        }
    }

    private static long outcome(CompletableFuture<Long> recorded) {
        try {
            return recorded.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private void work() {
        try {
            for (boolean more = true; more; ) {
                List<Entry> some = new ArrayList<>();
                some.add(waiting.take());
                Thread.sleep(linger);
                waiting.drainTo(some);
                more = !some.remove(END);
                record(some);
            }
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("nobody interrupts the recorder of client events", impossible);
        }
    }

    private void record(List<Entry> some) {
        Map<Stream, List<Entry>> streams = new LinkedHashMap<>();
        some.forEach(entry -> streams.computeIfAbsent(new Stream(entry.tenant(), entry.day()), _ -> new ArrayList<>())
                .add(entry));
        streams.forEach((stream, entries) -> {
            List<Entry> together = new ArrayList<>();
            int events = 0;
            for (Entry entry : entries) {
                if (events + entry.events().size() > MOST_TOGETHER) {
                    send(stream, together);
                    together = new ArrayList<>();
                    events = 0;
                }
                together.add(entry);
                events += entry.events().size();
            }
            send(stream, together);
        });
    }

    /** Whatever becomes of it, those who wait are told. */
    private void send(Stream stream, List<Entry> entries) {
        List<ClientEvent> events =
                entries.stream().flatMap(entry -> entry.events().stream()).toList();
        String activity =
                StreamIds.of(stream.tenant(), "ClientActivity", stream.day().toString());
        try {
            long position = sender.send(new RecordClientEvents(activity, stream.day(), events), stream.tenant());
            entries.forEach(entry -> entry.recorded().complete(position));
        } catch (RuntimeException | Error failed) {
            entries.forEach(entry -> entry.recorded().completeExceptionally(failed));
        }
    }

    /** Records what waits, and takes nothing more. */
    @Override
    public void close() {
        adding.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            waiting.add(END);
        } finally {
            adding.writeLock().unlock();
        }
        try {
            recorder.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
