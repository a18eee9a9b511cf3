package dev.fabula.projection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Keys of several parts, separated by slashes. A slash within a part is escaped, because names of models have some; what
 * would be too long for a key ends in a hash of the whole, so that it stays unique.
 */
public final class KeyParts {

    private static final int LONGEST = 255;
    private static final int HASH = 32;

    private KeyParts() {}

    public static String joined(String... parts) {
        String key = Arrays.stream(parts).map(KeyParts::escaped).collect(Collectors.joining("/"));
        return key.length() <= LONGEST ? key : shortened(key);
    }

    /** The first part of a key that was joined. */
    public static String first(String key) {
        int end = key.indexOf('/');
        return end < 0 ? key : key.substring(0, end);
    }

    private static String escaped(String part) {
        return part.replace("%", "%25").replace("/", "%2F");
    }

    private static String shortened(String key) {
        int end = LONGEST - HASH - 1;
        // Half a character is no text.
        if (Character.isHighSurrogate(key.charAt(end - 1))) {
            end--;
        }
        return key.substring(0, end) + '~' + hash(key);
    }

    private static String hash(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH / 2);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
