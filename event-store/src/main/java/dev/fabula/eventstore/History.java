package dev.fabula.eventstore;

import java.time.Instant;

/**
 * The whole history, to be read by whoever folds it. Positions count from 1 without gaps, and nothing at or before the
 * {@link #head} will ever change or appear.
 */
public interface History {

    /** The last position, 0 while nothing has happened. */
    long head();

    /** The last position recorded at that time or before, 0 where there is none. */
    long positionAt(Instant time);

    /**
     * Opens the range for reading, in the order of positions. Holds at most two pages in memory and no transaction
     * between pages. Several ranges can be read at the same time.
     *
     * @param unreadable what to do about an event that cannot be read
     */
    HistoryCursor read(HistoryRange range, UnreadableEvents unreadable);

    /** The same, stopping at an event that cannot be read. */
    default HistoryCursor read(HistoryRange range) {
        return read(range, UnreadableEvents.STOP);
    }
}
