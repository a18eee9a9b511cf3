package dev.fabula.eventstore.postgres;

import dev.fabula.eventstore.Appended;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The appender's own connection, in autocommit: each call is one statement, one round trip and one transaction. */
final class AppendConnection implements AutoCloseable {

    private static final String APPEND = "SELECT first_position, at FROM event_store.append(?,?,?,?,?,?,?,?,?,?,?)";
    private static final String APPEND_ONE = "SELECT first_position, at FROM event_store.append_one(?,?,?,?,?,?,?,?)";
    private static final String APPEND_EACH =
            "SELECT first_position, at, conflict FROM event_store.append_each(?,?,?,?,?,?,?,?,?,?,?,?)";

    private final Connection connection;
    private final PreparedStatement append;
    private final PreparedStatement appendOne;
    private final PreparedStatement appendEach;
    private final PreparedStatement find;
    private final int pid;
    private final Timestamp started;

    AppendConnection(ConnectionSource source) throws SQLException {
        connection = source.open();
        try {
            connection.setAutoCommit(true);
            pid = connection.unwrap(PGConnection.class).getBackendPID();
            append = connection.prepareStatement(APPEND);
            appendOne = connection.prepareStatement(APPEND_ONE);
            appendEach = connection.prepareStatement(APPEND_EACH);
            find = connection.prepareStatement("SELECT event_id, position, recorded_at FROM event_store.find(?)");
            started = backendStart();
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    private Timestamp backendStart() throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT backend_start FROM pg_stat_activity WHERE pid = ?")) {
            query.setInt(1, pid);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getTimestamp(1);
            }
        }
    }

    /** Appends the commands' events in their order; all of them, or throws. */
    List<Appended> append(List<PendingCommand> commands) throws SQLException {
        PendingCommand first = commands.getFirst();
        if (commands.size() == 1 && first.events().size() == 1 && first.key() == null) {
            return List.of(appendOne(first.events().getFirst()));
        }
        Batch batch = new Batch(commands);
        batch.bind(append, connection);
        Batch.Keys keys = Batch.Keys.of(commands);
        if (keys == null) {
            append.setNull(9, Types.ARRAY, "_text");
            append.setNull(10, Types.ARRAY, "_bytea");
            append.setNull(11, Types.ARRAY, "_int4");
        } else {
            append.setArray(9, connection.createArrayOf("text", keys.ids()));
            append.setArray(10, connection.createArrayOf("bytea", keys.fingerprints()));
            append.setArray(11, connection.createArrayOf("int4", keys.lastEvents()));
        }
        try (ResultSet row = append.executeQuery()) {
            row.next();
            long position = row.getLong(1);
            Instant at = row.getTimestamp(2).toInstant();
            List<Appended> appended = new ArrayList<>(commands.size());
            for (PendingCommand command : commands) {
                int size = command.events().size();
                appended.add(new Appended(position, position + size - 1, at));
                position += size;
            }
            return appended;
        }
    }

    private Appended appendOne(PendingEvent event) throws SQLException {
        appendOne.setObject(1, event.stream());
        appendOne.setLong(2, event.sequence());
        appendOne.setObject(3, event.id());
        appendOne.setShort(4, event.type());
        appendOne.setShort(5, event.revision());
        appendOne.setString(6, event.tenant());
        appendOne.setBytes(7, event.metadata());
        appendOne.setBytes(8, event.payload());
        try (ResultSet row = appendOne.executeQuery()) {
            row.next();
            long position = row.getLong(1);
            return new Appended(position, position, row.getTimestamp(2).toInstant());
        }
    }

    /** What became of one command of several: where it is, or what it conflicts with. */
    record Each(@Nullable Appended appended, @Nullable Conflict conflict) {}

    /** Appends those commands that do not conflict, in one transaction. */
    List<Each> appendEach(List<PendingCommand> commands) throws SQLException {
        int count = commands.size();
        Integer[] first = new Integer[count];
        Integer[] last = new Integer[count];
        String[] ids = new String[count];
        byte[][] fingerprints = new byte[count][];
        int events = 0;
        for (int i = 0; i < count; i++) {
            PendingCommand command = commands.get(i);
            first[i] = events + 1;
            events += command.events().size();
            last[i] = events;
            if (command.key() != null) {
                ids[i] = command.key().id();
                fingerprints[i] = command.key().fingerprint();
            }
        }
        new Batch(commands).bind(appendEach, connection);
        appendEach.setArray(9, connection.createArrayOf("int4", first));
        appendEach.setArray(10, connection.createArrayOf("int4", last));
        appendEach.setArray(11, connection.createArrayOf("text", ids));
        appendEach.setArray(12, connection.createArrayOf("bytea", fingerprints));
        try (ResultSet row = appendEach.executeQuery()) {
            List<Each> answers = new ArrayList<>(count);
            for (PendingCommand command : commands) {
                row.next();
                String conflict = row.getString(3);
                answers.add(
                        conflict != null
                                ? new Each(null, Conflict.of(conflict))
                                : new Each(
                                        new Appended(
                                                row.getLong(1),
                                                row.getLong(1)
                                                        + command.events().size()
                                                        - 1,
                                                row.getTimestamp(2).toInstant()),
                                        null));
            }
            return answers;
        }
    }

    /**
     * Which of the commands have been appended by a connection that broke. Ends what is left of that connection first:
     * a statement still on its way could otherwise be carried out after we looked.
     */
    Map<PendingCommand, Appended> resolve(List<PendingCommand> commands, AppendConnection broken) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid = ? AND backend_start = ?")) {
            end.setInt(1, broken.pid);
            end.setTimestamp(2, broken.started);
            try (ResultSet row = end.executeQuery()) {
                if (row.next() && !row.getBoolean(1)) {
                    throw new SQLException("the backend of a broken connection does not end", "08006");
                }
            }
        }
        UUID[] ids = commands.stream()
                .map(command -> command.events().getFirst().id())
                .toArray(UUID[]::new);
        find.setArray(1, connection.createArrayOf("uuid", ids));
        Map<UUID, Appended> found = new HashMap<>();
        try (ResultSet row = find.executeQuery()) {
            while (row.next()) {
                found.put(
                        row.getObject(1, UUID.class),
                        new Appended(
                                row.getLong(2),
                                row.getLong(2),
                                row.getTimestamp(3).toInstant()));
            }
        }
        Map<PendingCommand, Appended> appended = new HashMap<>();
        for (PendingCommand command : commands) {
            Appended at = found.get(command.events().getFirst().id());
            if (at != null) {
                long first = at.firstPosition();
                appended.put(
                        command, new Appended(first, first + command.events().size() - 1, at.at()));
            }
        }
        return appended;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException broken) {
            // It is given up either way.
        }
    }
}
