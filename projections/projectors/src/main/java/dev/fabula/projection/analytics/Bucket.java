package dev.fabula.projection.analytics;

import dev.fabula.projection.KeyParts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** An hour or a day of UTC, in which events are counted. */
record Bucket(Grain grain, Instant startsAt) {

    private static final int HOUR_LENGTH = "2026-11-21T13".length();
    private static final int DAY_LENGTH = "2026-11-21".length();

    enum Grain {
        HOUR,
        DAY;

        private final String column = name().toLowerCase(Locale.ROOT);

        /** As rows say it. */
        String column() {
            return column;
        }
    }

    /** Both that a time is in. */
    static List<Bucket> of(Instant at) {
        return List.of(
                new Bucket(Grain.HOUR, at.truncatedTo(ChronoUnit.HOURS)),
                new Bucket(Grain.DAY, at.truncatedTo(ChronoUnit.DAYS)));
    }

    boolean holds(Instant at) {
        return of(at).contains(this);
    }

    /** {@code hour/2026-11-21T13} or {@code day/2026-11-21}. */
    @Override
    public String toString() {
        return key();
    }

    /** With what else tells a row from others of the same time. */
    String key(String... more) {
        String time = startsAt.toString().substring(0, grain == Grain.HOUR ? HOUR_LENGTH : DAY_LENGTH);
        return KeyParts.joined(
                Stream.concat(Stream.of(grain.column(), time), Stream.of(more)).toArray(String[]::new));
    }
}
