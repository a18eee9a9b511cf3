package dev.fabula.eventstore.codec;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids are ULIDs in messages and the same 128 bits as {@code uuid} in the database. */
public final class Ulids {

    private static final int LENGTH = 26;
    /** Crockford's, as the specification of ULIDs has it: five bits each. */
    private static final byte[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".getBytes(StandardCharsets.US_ASCII);

    private Ulids() {}

    /** A new one, greater than those this process made before. */
    public static String next() {
        return UlidCreator.getMonotonicUlid().toString();
    }

    /** Always the same for the same name: 128 bits of its SHA-256. Finds a stream by a name, without a table to keep. */
    public static String named(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(hash);
            return fromUuid(new UUID(bytes.getLong(), bytes.getLong()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
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
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        byte[] text = new byte[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS[(int) low & 31];
            low = low >>> 5 | high << 59;
            high >>>= 5;
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
