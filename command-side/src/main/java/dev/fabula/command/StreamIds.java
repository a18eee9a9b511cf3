package dev.fabula.command;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.codec.Ulids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids of aggregates that are found by a name, without a table that would have to be kept. */
public final class StreamIds {

    private StreamIds() {}

    /**
     * Always the same for the same name: 128 bits of its SHA-256, as a ULID.
     *
     * @param aggregate the kind of aggregate, for instance {@code SpendBudget}
     */
    public static String of(TenantId tenant, String aggregate, String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((tenant.value() + '\0' + aggregate + '\0' + name).getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(hash);
            return Ulids.fromUuid(new UUID(bytes.getLong(), bytes.getLong()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
