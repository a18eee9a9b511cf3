package dev.fabula.eventstore.privacy;

import dev.fabula.contracts.tenancy.TenantId;
import java.nio.charset.StandardCharsets;

/**
 * Whose personal data.
 *
 * @param id a pseudonym, 1 to 255 characters
 */
public record Subject(TenantId tenant, String id) {

    private static final int LONGEST = 255;

    public Subject {
        if (id.isEmpty() || id.length() > LONGEST) {
            throw new IllegalArgumentException("the id of a data subject has 1 to " + LONGEST + " characters");
        }
    }

    /** What ciphertext is bound to, so that it cannot be passed off as another subject's. */
    byte[] bound() {
        return (tenant.value() + '\0' + id).getBytes(StandardCharsets.UTF_8);
    }
}
