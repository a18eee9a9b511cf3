package dev.fabula.projection.feed;

import java.time.Duration;

/**
 * Limits and rhythms of feeds.
 *
 * @param lease for how long a feed belongs to a node that no longer says anything
 * @param rhythm between two looks at what there is to run, and two reports of how far it is
 * @param batch records in one transaction, at most. While history goes on, what has come is committed at once: the
 *     next transaction takes what comes while this one ends.
 * @param patience for how long Kafka is waited for before that counts as a failure
 * @param pause after a failure, before it is tried again
 * @param differences that a verification names, at most
 */
public record FeedSettings(
        Duration lease, Duration rhythm, int batch, Duration patience, Duration pause, int differences) {

    public static final FeedSettings DEFAULT = new FeedSettings(
            Duration.ofSeconds(10), Duration.ofSeconds(1), 10_000, Duration.ofSeconds(10), Duration.ofSeconds(2), 20);

    public FeedSettings {
        if (batch < 1 || batch > 100_000) {
            throw new IllegalArgumentException("a transaction has 1 to 100000 records, not " + batch);
        }
        if (rhythm.multipliedBy(2).compareTo(lease) > 0) {
            throw new IllegalArgumentException("a lease of " + lease + " is too short to be kept up every " + rhythm);
        }
    }
}
