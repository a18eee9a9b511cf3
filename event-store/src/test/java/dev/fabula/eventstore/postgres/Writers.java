package dev.fabula.eventstore.postgres;

import dev.fabula.eventstore.AppendOutcomeUnknownException;
import dev.fabula.eventstore.HistoryOverloadedException;
import dev.fabula.eventstore.HistoryUnavailableException;
import dev.fabula.eventstore.codec.Ulids;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/** Clients that append at random: to streams of their own and to contested ones, one event or several, now and then pausing. */
final class Writers implements AutoCloseable {

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Throwable> surprises = new CopyOnWriteArrayList<>();

    /**
     * @param contested streams that all of them append to
     * @param acknowledged is told the ids of a command's events before its writer goes on
     */
    Writers(
            TestHistory history,
            int count,
            long seed,
            List<String> contested,
            Ledger ledger,
            Consumer<List<String>> acknowledged) {
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            SplittableRandom random = seeds.split();
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    String own = Ulids.next();
                    long next = 0;
                    while (!stopped.get()) {
                        boolean rival = !contested.isEmpty() && random.nextInt(4) == 0;
                        int events = 1 + random.nextInt(3);
                        String stream = rival ? contested.get(random.nextInt(contested.size())) : own;
                        long first = rival ? random.nextInt(12) : next;
                        boolean there = append(history, stream, first, events, ledger, acknowledged);
                        if (!rival && there) {
                            next += events;
                        } else if (!rival) {
                            // Not known to be there: go on elsewhere rather than guess.
                            own = Ulids.next();
                            next = 0;
                        }
                        if (random.nextInt(3) == 0) {
                            Thread.sleep(random.nextInt(4));
                        }
                    }
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException surprise) {
                    surprises.add(surprise);
                }
            }));
        }
    }

    private static boolean append(
            TestHistory history,
            String stream,
            long first,
            int events,
            Ledger ledger,
            Consumer<List<String>> acknowledged) {
        List<GenericDomainEventMessage<?>> messages = new ArrayList<>();
        String command = Ulids.next();
        for (int e = 0; e < events; e++) {
            // So that a command that is half there is found even where its writer could not say what it sent.
            String text = command + " " + events;
            messages.add(TestHistory.message(stream, first + e, new NoteEvent.LineWritten(stream, text)));
        }
        List<String> ids = messages.stream().map(EventMessage::getIdentifier).toList();
        try {
            history.append(messages.toArray(GenericDomainEventMessage<?>[]::new));
            ledger.acknowledged(ids);
            acknowledged.accept(ids);
            return true;
        } catch (ConcurrencyException | AggregateStreamCreationException | HistoryOverloadedException lost) {
            ledger.refused(ids);
            return false;
        } catch (AppendOutcomeUnknownException | HistoryUnavailableException unknown) {
            ledger.unknown(ids);
            return false;
        }
    }

    /** Lets each finish its command. */
    @Override
    public void close() {
        stopped.set(true);
        for (Thread thread : threads) {
            Joins.join(thread);
        }
        if (!surprises.isEmpty()) {
            throw new AssertionError("a writer met what it should not", surprises.getFirst());
        }
    }
}
