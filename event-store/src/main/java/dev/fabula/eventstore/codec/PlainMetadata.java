package dev.fabula.eventstore.codec;

import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads metadata as nearly all of it is stored: one flat JSON object of short ASCII texts, without blanks or escapes. Every
 * event of a scan has some, and setting up a parser for it cost more than reading it. Anything else is left to a parser.
 */
final class PlainMetadata {

    private static final byte[][] NAMES = {
        bytes("actorId"),
        bytes("actorKind"),
        bytes("correlationId"),
        bytes("causationId"),
        bytes("traceparent"),
        bytes("pluginId")
    };

    private final byte[] stored;
    private final @Nullable String[] values = new String[NAMES.length];
    private int at;

    private PlainMetadata(byte[] stored) {
        this.stored = stored;
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    /** Nothing where it takes a parser. */
    static @Nullable EventMetadata read(TenantId tenant, byte[] stored) {
        PlainMetadata plain = new PlainMetadata(stored);
        return plain.isRead() ? plain.in(tenant) : null;
    }

    private boolean isRead() {
        boolean more = is('{');
        while (more) {
            int name = name();
            if (name < 0 || !is(':')) {
                return false;
            }
            int end = end();
            if (end < 0) {
                return false;
            }
            values[name] = new String(stored, at, end - at, StandardCharsets.ISO_8859_1);
            at = end + 1;
            more = is(',');
        }
        return is('}') && at == stored.length;
    }

    private boolean is(char expected) {
        if (at < stored.length && stored[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** Which of the names comes next; less than 0 for none of them. */
    private int name() {
        int end = end();
        for (int i = 0; i < NAMES.length && end >= 0; i++) {
            if (Arrays.equals(stored, at, end, NAMES[i], 0, NAMES[i].length)) {
                at = end + 1;
                return i;
            }
        }
        return -1;
    }

    /** Where a text that begins here ends; less than 0 where it is none, or not a plain one. */
    private int end() {
        if (!is('"')) {
            return -1;
        }
        for (int i = at; i < stored.length; i++) {
            byte c = stored[i];
            if (c == '"') {
                return i;
            }
            // Those past ASCII are negative.
            if (c < ' ' || c == '\\') {
                return -1;
            }
        }
        return -1;
    }

    private @Nullable EventMetadata in(TenantId tenant) {
        String actor = values[0];
        String kind = values[1];
        if (actor == null || kind == null) {
            return null;
        }
        return new EventMetadata(
                tenant,
                new ActorId(actor),
                MetadataReader.kind(kind),
                values[2],
                values[3],
                values[4],
                values[5],
                null,
                null);
    }
}
