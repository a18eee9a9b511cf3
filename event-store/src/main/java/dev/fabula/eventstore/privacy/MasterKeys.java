package dev.fabula.eventstore.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The keys that wrap all others, from configuration alone; the first one wraps what is new, the others still open. */
public final class MasterKeys {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int BYTES = 32;

    private final Map<String, SecretKey> keys = new LinkedHashMap<>();
    private final String current;

    private MasterKeys(List<String> configured) {
        for (String entry : configured) {
            int colon = entry.indexOf(':');
            String id = colon < 0 ? "" : entry.substring(0, colon).strip();
            if (!ID.matcher(id).matches()) {
                throw new MasterKeyException("a master key is given as id:base64, the id in A-Z a-z 0-9 . _ -");
            }
            byte[] key;
            try {
                key = Base64.getDecoder().decode(entry.substring(colon + 1).strip());
            } catch (IllegalArgumentException malformed) {
                throw new MasterKeyException("the master key " + id + " is not base64");
            }
            if (key.length != BYTES) {
                throw new MasterKeyException(
                        "the master key " + id + " has " + key.length + " bytes instead of " + BYTES);
            }
            if (keys.put(id, new SecretKeySpec(key, "AES")) != null) {
                throw new MasterKeyException("there are two master keys with the id " + id);
            }
        }
        current = keys.keySet().iterator().next();
    }

    /**
     * @param configured {@code id:base64 of 32 bytes} each, the current one first
     * @throws MasterKeyException where there is none, or one is malformed; never shows a key
     */
    public static MasterKeys parse(List<String> configured) {
        List<String> given =
                configured.stream().filter(entry -> !entry.isBlank()).toList();
        if (given.isEmpty()) {
            throw new MasterKeyException("there is no master key (fabula.personal-data.master-keys): make one with"
                    + " `openssl rand -base64 32`, give it as id:base64, and never lose it");
        }
        return new MasterKeys(given);
    }

    String current() {
        return current;
    }

    boolean has(String id) {
        return keys.containsKey(id);
    }

    byte[] wrap(SecretKey key, byte[] bound) {
        return AesGcm.seal(required(current), key.getEncoded(), bound);
    }

    SecretKey unwrap(String id, byte[] wrapped, byte[] bound) {
        try {
            return new SecretKeySpec(AesGcm.open(required(id), wrapped, bound), "AES");
        } catch (GeneralSecurityException wrong) {
            throw new MasterKeyException("a key wrapped by the master key " + id + " does not open with it");
        }
    }

    /** What proves later that a master key of this id is this one. */
    byte[] witness(String id) {
        return AesGcm.seal(required(id), statement(id), statement(id));
    }

    boolean isWitness(String id, byte[] witness) {
        try {
            AesGcm.open(required(id), witness, statement(id));
            return true;
        } catch (GeneralSecurityException wrong) {
            return false;
        }
    }

    private SecretKey required(String id) {
        SecretKey key = keys.get(id);
        if (key == null) {
            throw new MasterKeyException("the master key " + id + " is not configured");
        }
        return key;
    }

    private static byte[] statement(String id) {
        return ("fabula master key " + id).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "MasterKeys" + keys.keySet();
    }
}
