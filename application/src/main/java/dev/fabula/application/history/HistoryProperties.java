package dev.fabula.application.history;

import dev.fabula.eventstore.postgres.HistoryLimits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The history, under {@code fabula.history}.
 *
 * @param waiting commands that may wait to be appended; one more gets 503
 * @param batchEvents events in one batch
 * @param batchSize bytes in one batch
 * @param eventSize bytes of one event
 * @param commandEvents events of one command
 * @param appendTimeout how long a command waits for its outcome
 * @param unreadable what streams do about an event that they cannot read: stop there, or park it and go on
 * @param outcomesKept how long a repeated command gets the stored outcome
 * @param snapshotAfter events after which an aggregate's state is kept
 * @param cachedAggregates aggregates kept in memory; 0 for none
 * @param poolSize connections for loads
 * @param operatePoolSize connections for readers of the history, for projections and for operators
 */
@ConfigurationProperties("fabula.history")
public record HistoryProperties(
        @DefaultValue("10000") int waiting,
        @DefaultValue("512") int batchEvents,
        @DefaultValue("4MB") DataSize batchSize,
        @DefaultValue("1MB") DataSize eventSize,
        @DefaultValue("1000") int commandEvents,
        @DefaultValue("10s") Duration appendTimeout,
        @DefaultValue("stop") Unreadable unreadable,
        @DefaultValue("24h") Duration outcomesKept,
        @DefaultValue("100") int snapshotAfter,
        @DefaultValue("10000") int cachedAggregates,
        @DefaultValue("8") int poolSize,
        @DefaultValue("32") int operatePoolSize) {

    /** What streams do about an event that they cannot read. */
    public enum Unreadable {
        STOP,
        PARK
    }

    HistoryLimits limits() {
        return new HistoryLimits(
                waiting,
                batchEvents,
                Math.toIntExact(batchSize.toBytes()),
                Math.toIntExact(eventSize.toBytes()),
                commandEvents,
                appendTimeout);
    }
}
