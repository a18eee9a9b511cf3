package dev.fabula.projection.analytics;

import dev.fabula.contracts.analytics.LogBuckets;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How beats came about in a bucket, by one model.
 *
 * @param provider empty for what no model answered
 * @param latency beats by the step of {@link LogBuckets} that their milliseconds are in
 */
record GenerationRow(
        String grain,
        Instant startsAt,
        String provider,
        String model,
        long beats,
        long millis,
        long attempts,
        long failedAttempts,
        long failovers,
        long rejections,
        long failures,
        SortedMap<Integer, Long> latency) {

    static GenerationRow empty(Bucket bucket, String provider, String model) {
        return new GenerationRow(
                bucket.grain().column(),
                bucket.startsAt(),
                provider,
                model,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Collections.emptySortedMap());
    }

    GenerationRow withBeat(long took, boolean failover) {
        SortedMap<Integer, Long> steps = new TreeMap<>(latency);
        steps.merge(LogBuckets.of(took), 1L, Long::sum);
        return new GenerationRow(
                grain,
                startsAt,
                provider,
                model,
                beats + 1,
                millis + took,
                attempts,
                failedAttempts,
                failovers + (failover ? 1 : 0),
                rejections,
                failures,
                Collections.unmodifiableSortedMap(steps));
    }

    GenerationRow withAttempts(long all, long failed) {
        return new GenerationRow(
                grain,
                startsAt,
                provider,
                model,
                beats,
                millis,
                attempts + all,
                failedAttempts + failed,
                failovers,
                rejections,
                failures,
                latency);
    }

    GenerationRow withRejection() {
        return new GenerationRow(
                grain,
                startsAt,
                provider,
                model,
                beats,
                millis,
                attempts,
                failedAttempts,
                failovers,
                rejections + 1,
                failures,
                latency);
    }

    GenerationRow withFailure() {
        return new GenerationRow(
                grain,
                startsAt,
                provider,
                model,
                beats,
                millis,
                attempts,
                failedAttempts,
                failovers,
                rejections,
                failures + 1,
                latency);
    }
}
