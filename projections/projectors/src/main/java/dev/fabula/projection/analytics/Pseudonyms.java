package dev.fabula.projection.analytics;

import dev.fabula.contracts.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names by which the same can be counted as the same, and which say of whom or what only to who has the secret of the
 * installation: the first 64 bits of an HMAC-SHA-256 over tenant, kind and text. Among a million users of one tenant the
 * chance that any two share one is about 1 in 37 million.
 */
final class Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 8;

    private final SecretKeySpec secret;

    /** @param secret 32 bytes */
    Pseudonyms(byte[] secret) {
        if (secret.length != 32) {
            throw new IllegalArgumentException("the secret of pseudonyms has 32 bytes, not " + secret.length);
        }
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /** @return 16 hexadecimal digits */
    String person(TenantId tenant, String actor) {
        return of(tenant, "person", actor);
    }

    /** @return 16 hexadecimal digits, the same however its words are spaced and capitalised */
    String premise(TenantId tenant, String premise) {
        return of(tenant, "premise", premise.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
    }

    private String of(TenantId tenant, String kind, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            byte[] hash = mac.doFinal((tenant.value() + '\0' + kind + '\0' + text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
