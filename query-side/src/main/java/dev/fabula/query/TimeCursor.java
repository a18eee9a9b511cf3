package dev.fabula.query;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list that is ordered by a time, the last first, and by id where times are the same.
 *
 * @param id without slashes
 */
public record TimeCursor(Instant at, String id) {

    /** As callers hand it back. */
    public String text() {
        return KeyCursor.after(id + '/' + at);
    }

    /**
     * @param cursor nothing for the beginning
     * @throws org.springframework.web.server.ResponseStatusException 400 where it is none of ours
     */
    public static @Nullable TimeCursor of(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        String key = KeyCursor.key(cursor);
        int end = key.indexOf('/');
        try {
            Instant at = Instant.parse(key.substring(end + 1));
            if (end > 0 && StorableTime.is(at)) {
                return new TimeCursor(at, key.substring(0, end));
            }
        } catch (DateTimeException foreign) {
            // Answered below.
        }
        throw KeyCursor.foreign();
    }
}
