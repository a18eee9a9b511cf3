package dev.fabula.projection.analytics;

import dev.fabula.projection.KeyParts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** An hour, a day or a month of UTC, in which events are counted. */
record Bucket(Grain grain, Instant startsAt) {

    enum Grain {
        HOUR("2026-11-21T13"),
        DAY("2026-11-21"),
        MONTH("2026-11");

        private final String column = name().toLowerCase(Locale.ROOT);
        /** How much of a time says which it is. */
        private final int length;

        Grain(String example) {
            length = example.length();
        }

        /** As rows say it. */
        String column() {
            return column;
        }
    }

    /** The hour and the day that a time is in. */
    static List<Bucket> of(Instant at) {
        return List.of(
                new Bucket(Grain.HOUR, at.truncatedTo(ChronoUnit.HOURS)),
                new Bucket(Grain.DAY, at.truncatedTo(ChronoUnit.DAYS)));
    }

    /** For what takes too long to be added up from days. */
    static List<Bucket> withMonth(Instant at) {
        List<Bucket> buckets = new ArrayList<>(of(at));
        Instant month = at.atZone(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .withDayOfMonth(1)
                .toInstant();
        buckets.add(new Bucket(Grain.MONTH, month));
        return buckets;
    }

    boolean holds(Instant at) {
        return withMonth(at).contains(this);
    }

    /** {@code hour/2026-11-21T13}, {@code day/2026-11-21} or {@code month/2026-11}. */
    @Override
    public String toString() {
        return key();
    }

    /** With what else tells a row from others of the same time. */
    String key(String... more) {
        String time = startsAt.toString().substring(0, grain.length);
        return KeyParts.joined(
                Stream.concat(Stream.of(grain.column(), time), Stream.of(more)).toArray(String[]::new));
    }
}
