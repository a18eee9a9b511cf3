package dev.fabula.eventstore.postgres;

import java.time.Duration;

/**
 * What the history takes at most.
 *
 * @param waiting commands that may wait to be appended; one more is turned away
 * @param batchEvents events in one batch, unless a single command has more
 * @param batchBytes bytes of payload and metadata in one batch, unless a single command has more
 * @param eventBytes bytes of payload and metadata of one event
 * @param commandEvents events of one command
 * @param appendTimeout how long a command waits for its outcome before it is told that it is unknown
 */
public record HistoryLimits(
        int waiting, int batchEvents, int batchBytes, int eventBytes, int commandEvents, Duration appendTimeout) {

    public static final HistoryLimits DEFAULT =
            new HistoryLimits(10_000, 512, 4 << 20, 1 << 20, 1_000, Duration.ofSeconds(10));
}
