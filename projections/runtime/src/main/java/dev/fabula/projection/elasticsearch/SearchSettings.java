package dev.fabula.projection.elasticsearch;

import java.time.Duration;

/**
 * Limits of what is asked of Elasticsearch, and how its indices are kept.
 *
 * @param documents in one request, at most
 * @param bytes of one request, about at most: a document that is longer goes alone
 * @param parallel requests that fill side by side
 * @param attempts at what was rejected because there was too much to do
 * @param refreshInterval after which readers see what was written by somebody who did not say that they must
 * @param dropping for how long old documents are deleted at a time; the rest goes the next time
 */
public record SearchSettings(
        int documents, int bytes, int parallel, int attempts, Duration refreshInterval, Duration dropping) {

    public static final SearchSettings DEFAULT =
            new SearchSettings(1_000, 5_000_000, 2, 10, Duration.ofSeconds(1), Duration.ofSeconds(2));

    public SearchSettings {
        require(documents >= 1 && documents <= 10_000, "documents is 1 to 10000, not " + documents);
        require(bytes >= 1_000 && bytes <= 50_000_000, "bytes is 1000 to 50000000, not " + bytes);
        require(parallel >= 1 && parallel <= 16, "parallel is 1 to 16, not " + parallel);
        require(attempts >= 1 && attempts <= 100, "attempts is 1 to 100, not " + attempts);
        require(refreshInterval.isPositive() && dropping.isPositive(), "times are longer than nothing");
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw new IllegalArgumentException("settings of search indices: " + what);
        }
    }
}
