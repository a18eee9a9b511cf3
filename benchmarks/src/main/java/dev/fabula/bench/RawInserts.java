package dev.fabula.bench;

import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.eventstore.codec.EncodedEvent;
import dev.fabula.eventstore.codec.EventCodec;
import dev.fabula.eventstore.codec.Ulids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** The baseline of appending: a client with a connection of its own inserts a row and commits, over and over. */
final class RawInserts implements Load.Work, AutoCloseable {

    /** As many as fit beside everything else into the connections that PostgreSQL allows by default. */
    static final int MOST = 90;

    static final String TABLE = """
            CREATE SCHEMA raw;
            CREATE TABLE raw.event (
                position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                sequence bigint NOT NULL, recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(), stream_id uuid NOT NULL,
                event_id uuid NOT NULL UNIQUE, type smallint NOT NULL, revision smallint NOT NULL, tenant_id text NOT NULL,
                metadata bytea NOT NULL, payload bytea NOT NULL, UNIQUE (stream_id, sequence))""";

    private final Connection connection;
    private final PreparedStatement insert;
    private final UUID stream = Ulids.toUuid("a stream", Ulids.next());
    private final EncodedEvent event;
    private long sequence;

    RawInserts(BenchDatabase database, EventCodec codec, int client) throws SQLException {
        connection = database.connect(database.access().owner());
        insert = connection.prepareStatement("INSERT INTO raw.event (sequence, stream_id, event_id, type, revision,"
                + " tenant_id, metadata, payload) VALUES (?, ?, ?, 1, 1, ?, ?, ?)");
        event = codec.encode(
                new Diaries(client).entry(Ulids.next(), client), EventMetadata.fromMap(Diaries.metadata(client)));
    }

    /** Bytes that were encoded once: the baseline pays for nothing but the database. */
    @Override
    public void once() throws SQLException {
        insert.setLong(1, sequence++);
        insert.setObject(2, stream);
        insert.setObject(3, Ulids.toUuid("an event", Ulids.next()));
        insert.setString(4, "bench");
        insert.setBytes(5, event.metadata());
        insert.setBytes(6, event.payload());
        insert.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
