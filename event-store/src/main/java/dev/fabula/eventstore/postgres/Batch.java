package dev.fabula.eventstore.postgres;

import dev.fabula.eventstore.command.CommandKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of several commands as the parallel arrays that the functions in the database take. */
final class Batch {

    private final int size;
    private final StringBuilder streams;
    private final StringBuilder ids;
    private final long[] sequences;
    private final short[] types;
    private final short[] revisions;
    private final String[] tenants;
    private final byte[][] metadata;
    private final byte[][] payloads;

    Batch(List<PendingCommand> commands) {
        int count = 0;
        for (PendingCommand command : commands) {
            count += command.events().size();
        }
        size = count;
        streams = new StringBuilder(37 * size + 2).append('{');
        ids = new StringBuilder(37 * size + 2).append('{');
        sequences = new long[size];
        types = new short[size];
        revisions = new short[size];
        tenants = new String[size];
        metadata = new byte[size][];
        payloads = new byte[size][];
        int i = 0;
        for (PendingCommand command : commands) {
            for (PendingEvent event : command.events()) {
                add(i++, event);
            }
        }
        streams.append('}');
        ids.append('}');
    }

    private void add(int i, PendingEvent event) {
        append(streams, i, event.stream());
        append(ids, i, event.id());
        sequences[i] = event.sequence();
        types[i] = event.type();
        revisions[i] = event.revision();
        tenants[i] = event.tenant();
        metadata[i] = event.metadata();
        payloads[i] = event.payload();
    }

    private static void append(StringBuilder array, int i, UUID id) {
        if (i > 0) {
            array.append(',');
        }
        array.append(id);
    }

    int size() {
        return size;
    }

    /** Sets the first eight parameters. */
    void bind(PreparedStatement statement, Connection connection) throws SQLException {
        statement.setObject(1, streams.toString(), Types.OTHER);
        statement.setArray(2, connection.createArrayOf("int8", box(sequences)));
        statement.setObject(3, ids.toString(), Types.OTHER);
        statement.setArray(4, connection.createArrayOf("int2", box(types)));
        statement.setArray(5, connection.createArrayOf("int2", box(revisions)));
        statement.setArray(6, connection.createArrayOf("text", tenants));
        statement.setArray(7, connection.createArrayOf("bytea", metadata));
        statement.setArray(8, connection.createArrayOf("bytea", payloads));
    }

    private static Long[] box(long[] values) {
        Long[] boxed = new Long[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }

    private static Short[] box(short[] values) {
        Short[] boxed = new Short[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }

    /** The ids of the commands that can be repeated, as parallel arrays; null where there are none. */
    record Keys(String[] ids, byte[][] fingerprints, Integer[] lastEvents) {

        static @Nullable Keys of(List<PendingCommand> commands) {
            int count = 0;
            for (PendingCommand command : commands) {
                count += command.key() == null ? 0 : 1;
            }
            if (count == 0) {
                return null;
            }
            Keys keys = new Keys(new String[count], new byte[count][], new Integer[count]);
            int last = 0;
            int i = 0;
            for (PendingCommand command : commands) {
                last += command.events().size();
                CommandKey key = command.key();
                if (key != null) {
                    keys.ids[i] = key.id();
                    keys.fingerprints[i] = key.fingerprint();
                    keys.lastEvents[i++] = last;
                }
            }
            return keys;
        }
    }
}
