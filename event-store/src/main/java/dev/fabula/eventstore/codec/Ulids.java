package dev.fabula.eventstore.codec;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import java.util.UUID;

/** Ids are ULIDs in messages and the same 128 bits as {@code uuid} in the database. */
public final class Ulids {

    private Ulids() {}

    /** A new one, greater than those this process made before. */
    public static String next() {
        return UlidCreator.getMonotonicUlid().toString();
    }

    /** Whether the text is a ULID in its canonical form. */
    public static boolean isUlid(String text) {
        return text.length() == 26
                && Ulid.isValid(text)
                && Ulid.from(Ulid.from(text).toUuid()).toString().equals(text);
    }

    /**
     * @param what whose id, for the message
     * @throws IllegalArgumentException where the text is not a ULID in its canonical form
     */
    public static UUID toUuid(String what, String ulid) {
        if (isUlid(ulid)) {
            return Ulid.from(ulid).toUuid();
        }
        throw new IllegalArgumentException("the id of " + what + " is not a ULID (26 characters, upper case): " + ulid);
    }

    public static String fromUuid(UUID uuid) {
        return Ulid.from(uuid).toString();
    }
}
