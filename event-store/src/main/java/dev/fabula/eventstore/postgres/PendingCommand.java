package dev.fabula.eventstore.postgres;

import dev.fabula.eventstore.Appended;
import dev.fabula.eventstore.command.CommandKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The events of one command, all or none of which are appended, and who waits for that. */
final class PendingCommand {

    private final List<PendingEvent> events;
    private final @Nullable CommandKey key;
    private final int bytes;
    private final long since = System.nanoTime();
    private final CompletableFuture<Appended> outcome = new CompletableFuture<>();

    /** @param key what a repetition of the command is recognised by, if it can be */
    PendingCommand(List<PendingEvent> events, @Nullable CommandKey key) {
        this.events = events;
        this.key = key;
        int sum = 0;
        for (PendingEvent event : events) {
            sum += event.bytes();
        }
        bytes = sum;
    }

    List<PendingEvent> events() {
        return events;
    }

    @Nullable
    CommandKey key() {
        return key;
    }

    int bytes() {
        return bytes;
    }

    /** When it came, in the nanoseconds of this JVM. */
    long since() {
        return since;
    }

    CompletableFuture<Appended> outcome() {
        return outcome;
    }
}
