package dev.fabula.projection.analytics;

import java.time.Instant;

/** What happened to stories and legacies in a bucket. What is removed is taken off again where it is removed. */
record ActivityRow(
        String grain,
        Instant startsAt,
        long started,
        long branched,
        long continued,
        long completed,
        long abandoned,
        long expired,
        long choices,
        long ownWords,
        long rated1,
        long rated2,
        long rated3,
        long rated4,
        long rated5,
        long legacies,
        long people,
        long memories,
        long contributors) {

    static ActivityRow empty(Bucket bucket) {
        return of(bucket.grain().column(), bucket.startsAt(), new long[Count.values().length]);
    }

    ActivityRow plus(Count count, long by) {
        long[] counts = counts();
        counts[count.column()] += by;
        return of(grain, startsAt, counts);
    }

    private long[] counts() {
        return new long[] {
            started,
            branched,
            continued,
            completed,
            abandoned,
            expired,
            choices,
            ownWords,
            rated1,
            rated2,
            rated3,
            rated4,
            rated5,
            legacies,
            people,
            memories,
            contributors
        };
    }

    private static ActivityRow of(String grain, Instant startsAt, long[] c) {
        return new ActivityRow(
                grain, startsAt, c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10], c[11], c[12], c[13],
                c[14], c[15], c[16]);
    }
}
