package dev.fabula.eventstore.postgres;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.HistoryUnavailableException;
import dev.fabula.eventstore.codec.Ulids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;

/** Single streams, each read by its tenant alone, with one query. */
final class Streams {

    private static final String LOAD = "SELECT snapshot_type, snapshot_revision, position, sequence, recorded_at,"
            + " event_id, type, revision, metadata, payload FROM event_store.load(?, ?, ?, ?)";

    private final DataSource database;
    private final EventRows rows;
    private final Snapshots snapshots;

    Streams(DataSource database, EventRows rows, Snapshots snapshots) {
        this.database = database;
        this.rows = rows;
        this.snapshots = snapshots;
    }

    DomainEventStream load(TenantId tenant, String stream, long firstSequence, boolean withSnapshot) {
        UUID id = Ulids.toUuid("a stream", stream);
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        long last = -1;
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(LOAD)) {
            query.setString(1, tenant.value());
            query.setObject(2, id);
            query.setLong(3, firstSequence);
            query.setBoolean(4, withSnapshot);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    last = row.getLong(4);
                    if (row.getString(1) == null) {
                        for (Recorded<DomainEvent> event : rows.read(event(row, id, tenant))) {
                            messages.add(PostgresEventStorageEngine.domainMessage(event, rows.codec()));
                        }
                    } else {
                        DomainEventMessage<?> snapshot =
                                snapshot(row, stream, tenant).orElse(null);
                        if (snapshot == null) {
                            return load(tenant, stream, firstSequence, false);
                        }
                        messages.add(snapshot);
                    }
                }
            }
        } catch (SQLException failed) {
            throw new HistoryUnavailableException("cannot load " + stream + ": " + failed.getMessage(), failed);
        }
        long lastSequence = last;
        return DomainEventStream.of(messages.stream(), () -> lastSequence < 0 ? null : lastSequence);
    }

    Optional<Recorded<DomainEvent>> first(TenantId tenant, String stream) {
        UUID id = Ulids.toUuid("a stream", stream);
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(LOAD + " LIMIT 1")) {
            query.setString(1, tenant.value());
            query.setObject(2, id);
            query.setLong(3, 0);
            query.setBoolean(4, false);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? rows.read(event(row, id, tenant)).stream().findFirst() : Optional.empty();
            }
        } catch (SQLException failed) {
            throw new HistoryUnavailableException("cannot load " + stream + ": " + failed.getMessage(), failed);
        }
    }

    private static StoredEvent event(ResultSet row, UUID stream, TenantId tenant) throws SQLException {
        return new StoredEvent(
                row.getLong(3),
                row.getLong(4),
                row.getTimestamp(5).toInstant(),
                stream,
                row.getObject(6, UUID.class),
                row.getShort(7),
                row.getShort(8),
                tenant.value(),
                row.getBytes(9),
                row.getBytes(10));
    }

    private Optional<DomainEventMessage<?>> snapshot(ResultSet row, String stream, TenantId tenant)
            throws SQLException {
        String type = row.getString(1);
        long sequence = row.getLong(4);
        Snapshots.Stored stored = new Snapshots.Stored(type, row.getString(2), row.getBytes(10));
        return snapshots
                .read(stored, tenant)
                .map(state -> new GenericDomainEventMessage<>(type, stream, sequence, state, Map.of()));
    }

    void store(TenantId tenant, DomainEventMessage<?> snapshot) {
        Snapshots.Stored stored = snapshots.write(snapshot.getPayload(), tenant);
        try (Connection connection = database.getConnection();
                PreparedStatement call =
                        connection.prepareStatement("SELECT event_store.store_snapshot(?, ?, ?, ?, ?, ?)")) {
            call.setString(1, tenant.value());
            call.setObject(2, Ulids.toUuid("a stream", snapshot.getAggregateIdentifier()));
            call.setLong(3, snapshot.getSequenceNumber());
            call.setString(4, stored.type());
            call.setString(5, stored.revision());
            call.setBytes(6, stored.payload());
            call.executeQuery().close();
        } catch (SQLException failed) {
            throw new HistoryUnavailableException("cannot store a snapshot: " + failed.getMessage(), failed);
        }
    }

    Optional<Long> lastSequence(TenantId tenant, String stream) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT event_store.last_sequence(?, ?)")) {
            query.setString(1, tenant.value());
            query.setObject(2, Ulids.toUuid("a stream", stream));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                long sequence = row.getLong(1);
                return row.wasNull() ? Optional.empty() : Optional.of(sequence);
            }
        } catch (SQLException failed) {
            throw new HistoryUnavailableException("cannot look at " + stream + ": " + failed.getMessage(), failed);
        }
    }
}
