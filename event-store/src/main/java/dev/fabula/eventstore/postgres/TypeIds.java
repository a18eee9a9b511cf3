package dev.fabula.eventstore.postgres;

import dev.fabula.contracts.event.EventTypes;
import dev.fabula.eventstore.HistoryUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Which number stands for which wire name in the table of events. */
final class TypeIds {

    private record Known(Map<String, Short> ids, Map<Short, String> names) {}

    private final DataSource database;
    private volatile Known known = new Known(Map.of(), Map.of());

    /** @param database as any role of the history */
    TypeIds(DataSource database) {
        this.database = database;
    }

    /** Gives every type of this version a number, as the role that appends. */
    void register(EventTypes types) {
        String[] names = types.all().stream().map(EventTypes.Type::name).toArray(String[]::new);
        try (Connection connection = database.getConnection();
                PreparedStatement call =
                        connection.prepareStatement("SELECT count(*) FROM event_store.register_event_types(?)")) {
            call.setArray(1, connection.createArrayOf("text", names));
            call.executeQuery().close();
        } catch (SQLException failed) {
            throw new HistoryUnavailableException("cannot register the event types: " + failed.getMessage(), failed);
        }
        refresh();
    }

    private void refresh() {
        Map<String, Short> ids = new HashMap<>();
        Map<Short, String> names = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT id, name FROM event_store.event_type");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                ids.put(row.getString(2), row.getShort(1));
                names.put(row.getShort(1), row.getString(2));
            }
        } catch (SQLException failed) {
            throw new HistoryUnavailableException("cannot read the event types: " + failed.getMessage(), failed);
        }
        known = new Known(ids, names);
    }

    /** The number of a type that has been registered. */
    short idOf(String name) {
        Short id = known.ids().get(name);
        if (id == null) {
            throw new IllegalStateException("the event type " + name + " has no number in the history");
        }
        return id;
    }

    /** The name, which another node may have registered since; a placeholder where the row itself is broken. */
    String nameOf(short id) {
        String name = known.names().get(id);
        if (name == null) {
            refresh();
            name = known.names().get(id);
        }
        return name == null ? "?" + id : name;
    }

    /** The numbers of those of the names that anything has ever been stored under. */
    Short[] idsOf(Set<String> wanted) {
        if (!known.ids().keySet().containsAll(wanted)) {
            refresh();
        }
        Map<String, Short> ids = known.ids();
        return wanted.stream().map(ids::get).filter(TypeIds::isThere).toArray(Short[]::new);
    }

    /** The numbers of the names there are by now that are wanted, whoever registered them. */
    Short[] matching(Predicate<String> wanted) {
        refresh();
        return known.ids().entrySet().stream()
                .filter(type -> wanted.test(type.getKey()))
                .map(Map.Entry::getValue)
                .toArray(Short[]::new);
    }

    private static boolean isThere(@Nullable Short id) {
        return id != null;
    }
}
