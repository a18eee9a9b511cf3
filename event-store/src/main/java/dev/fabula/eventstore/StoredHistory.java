package dev.fabula.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The history as it is stored, for whoever passes events on instead of folding them. */
public interface StoredHistory {

    /** Records of a range, page by page. Not for several threads at once. */
    interface Cursor extends AutoCloseable {

        /** The next records, in the order of positions; an empty list only at the end. */
        List<StoredRecord> next();

        /** Everything up to here has been handed out, or was of no wanted type. */
        long position();

        @Override
        void close();
    }

    /** The last position, 0 while nothing has happened. */
    long head();

    /** The last position recorded at that time or before, 0 where there is none. */
    long positionAt(Instant time);

    /** When the event at that position was recorded; nothing where there is none. */
    Optional<Instant> recordedAt(long position);

    /**
     * Opens a range for reading; events past the head are not waited for.
     *
     * @param types which wire names to read, asked of every name that anything up to there was stored under, also by
     *     versions that this one does not know
     */
    Cursor readStored(long fromExclusive, long toInclusive, Predicate<String> types);
}
