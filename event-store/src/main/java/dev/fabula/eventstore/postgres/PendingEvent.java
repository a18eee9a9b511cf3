package dev.fabula.eventstore.postgres;

import java.util.UUID;

/**
 * A row to be, but for its position and time.
 *
 * @param type the id of the wire name
 */
record PendingEvent(
        UUID stream,
        long sequence,
        UUID id,
        short type,
        short revision,
        String tenant,
        byte[] metadata,
        byte[] payload) {

    int bytes() {
        return metadata.length + payload.length;
    }
}
