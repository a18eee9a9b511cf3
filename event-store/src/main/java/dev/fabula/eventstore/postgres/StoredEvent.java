package dev.fabula.eventstore.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** A row of the table of events. */
record StoredEvent(
        long position,
        long sequence,
        Instant at,
        UUID stream,
        UUID id,
        short type,
        short revision,
        String tenant,
        byte[] metadata,
        byte[] payload) {

    /** In the order in which {@link #of} and {@link CopyRow} read them. */
    static final String COLUMNS =
            "position, sequence, recorded_at, stream_id, event_id, type, revision, tenant_id, metadata, payload";

    static StoredEvent of(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong(1),
                row.getLong(2),
                row.getTimestamp(3).toInstant(),
                row.getObject(4, UUID.class),
                row.getObject(5, UUID.class),
                row.getShort(6),
                row.getShort(7),
                row.getString(8),
                row.getBytes(9),
                row.getBytes(10));
    }
}
