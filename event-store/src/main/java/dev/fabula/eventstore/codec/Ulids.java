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

    /**
     * @param what whose id, for the message
     * @throws IllegalArgumentException where the text is not a ULID in its canonical form
     */
    public static UUID toUuid(String what, String ulid) {
        if (ulid.length() == 26 && Ulid.isValid(ulid)) {
            UUID uuid = Ulid.from(ulid).toUuid();
            if (Ulid.from(uuid).toString().equals(ulid)) {
                return uuid;
            }
        }
        throw new IllegalArgumentException("the id of " + what + " is not a ULID (26 characters, upper case): " + ulid);
    }

    public static String fromUuid(UUID uuid) {
        return Ulid.from(uuid).toString();
    }
}
