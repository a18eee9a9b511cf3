package dev.fabula.contracts.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Something that a client says happened there. Its name and its properties are of a catalogue that knows no free text.
 *
 * @param id the client's own, unique within the actor
 * @param actor who used the client
 * @param occurredAt by the client's clock
 * @param properties values as text
 */
public record ClientEvent(String id, String name, String actor, Instant occurredAt, Map<String, String> properties) {

    /** How late one may be told of. */
    public static final Duration LATEST = Duration.ofDays(7);

    /** How far a client's clock may be ahead. */
    public static final Duration AHEAD = Duration.ofMinutes(5);

    /**
     * When it counts as having happened: when its client says, unless that is what no client could have been let say.
     *
     * @param recordedAt when it was recorded
     */
    public Instant countedAt(Instant recordedAt) {
        boolean possible = !occurredAt.isAfter(recordedAt.plus(AHEAD))
                && !occurredAt.isBefore(recordedAt.minus(LATEST).minus(AHEAD));
        return possible ? occurredAt : recordedAt;
    }
}
