package dev.fabula.command.analytics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Client events, under {@code fabula.client-events}.
 *
 * @param linger how long the first that waits to be recorded waits for others
 * @param waiting how many may wait to be recorded on this node
 * @param perUser client events a minute
 */
@ConfigurationProperties("fabula.client-events")
public record ClientEventProperties(
        @DefaultValue("20ms") Duration linger,
        @DefaultValue("5000") int waiting,
        @DefaultValue("600") int perUser) {

    public ClientEventProperties {
        require(!linger.isNegative() && linger.toMillis() <= 1_000, "linger is 0 ms to 1 s, not " + linger);
        require(waiting >= ClientEvents.MOST, "waiting is at least " + ClientEvents.MOST + ", not " + waiting);
        require(perUser >= ClientEvents.MOST, "per-user is at least " + ClientEvents.MOST + ", not " + perUser);
    }

    private static void require(boolean kept, String rule) {
        if (!kept) {
            throw new IllegalArgumentException("fabula.client-events: " + rule);
        }
    }
}
