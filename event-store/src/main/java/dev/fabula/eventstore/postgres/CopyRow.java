package dev.fabula.eventstore.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Reads what {@code COPY … TO STDOUT (FORMAT binary)} sends, as the PostgreSQL manual describes it: a header, rows of
 * fields with their lengths in front, a trailer.
 */
final class CopyRow {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int FIELDS = 10;
    /** 2000-01-01T00:00:00Z, from which PostgreSQL counts microseconds, in seconds of Unix time. */
    private static final long EPOCH = 946_684_800L;

    private CopyRow() {}

    /** Hands over the rows of one message; a message holds whole rows. */
    static void read(byte[] message, Consumer<StoredEvent> rows) {
        ByteBuffer in = ByteBuffer.wrap(message);
        if (startsWithSignature(message)) {
            in.position(SIGNATURE.length + 4);
            int extension = in.getInt();
            in.position(in.position() + extension);
        }
        while (in.hasRemaining()) {
            int fields = in.getShort();
            if (fields == -1) {
                return;
            }
            if (fields != FIELDS) {
                throw new IllegalStateException("a copied row of " + fields + " fields instead of " + FIELDS);
            }
            rows.accept(row(in));
        }
    }

    private static boolean startsWithSignature(byte[] message) {
        if (message.length < SIGNATURE.length) {
            return false;
        }
        for (int i = 0; i < SIGNATURE.length; i++) {
            if (message[i] != SIGNATURE[i]) {
                return false;
            }
        }
        return true;
    }

    private static StoredEvent row(ByteBuffer in) {
        in.getInt();
        long position = in.getLong();
        in.getInt();
        long sequence = in.getLong();
        in.getInt();
        Instant at = time(in.getLong());
        in.getInt();
        UUID stream = new UUID(in.getLong(), in.getLong());
        in.getInt();
        UUID id = new UUID(in.getLong(), in.getLong());
        in.getInt();
        short type = in.getShort();
        in.getInt();
        short revision = in.getShort();
        String tenant = new String(bytes(in), StandardCharsets.UTF_8);
        return new StoredEvent(position, sequence, at, stream, id, type, revision, tenant, bytes(in), bytes(in));
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return bytes;
    }

    private static Instant time(long micros) {
        return Instant.ofEpochSecond(
                EPOCH + Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }
}
