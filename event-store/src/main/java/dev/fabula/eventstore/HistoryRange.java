package dev.fabula.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A part of history.
 *
 * @param fromExclusive the position before the first one
 * @param toInclusive the last one; events past the head are not waited for
 * @param types wire names to read, including those that upcasters start from; empty for all
 */
public record HistoryRange(long fromExclusive, long toInclusive, Set<String> types) {

    public HistoryRange {
        if (fromExclusive < 0 || toInclusive < fromExclusive) {
            throw new IllegalArgumentException(
                    "not a range of positions: after " + fromExclusive + " to " + toInclusive);
        }
        types = Set.copyOf(types);
    }

    /** All types. */
    public static HistoryRange of(long fromExclusive, long toInclusive) {
        return new HistoryRange(fromExclusive, toInclusive, Set.of());
    }

    /** How many positions it spans. */
    public long length() {
        return toInclusive - fromExclusive;
    }

    /** Parts that follow each other, of about the same length, at most so many; because positions are dense, also of about the same work. */
    public List<HistoryRange> split(int parts) {
        List<HistoryRange> ranges = new ArrayList<>();
        long from = fromExclusive;
        for (int i = 1; i <= parts; i++) {
            long to = i == parts ? toInclusive : fromExclusive + length() * i / parts;
            if (to > from) {
                ranges.add(new HistoryRange(from, to, types));
                from = to;
            }
        }
        return ranges;
    }
}
