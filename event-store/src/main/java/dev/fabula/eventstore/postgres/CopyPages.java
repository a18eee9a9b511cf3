package dev.fabula.eventstore.postgres;

import dev.fabula.eventstore.HistoryRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Rows of a range, so many positions at a time. Each page is a statement of its own, so that however slow the reader is,
 * no transaction stays open and keeps the database from tidying up.
 */
final class CopyPages {

    /** Positions a page; some 2 MB of usual events. */
    private static final int PAGE = 4_000;
    /** Where most events are filtered out, a page may span more positions. */
    private static final int WIDEST = 64_000;

    private final DataSource database;
    private final String filter;
    private final long end;
    private long position;
    private int span = PAGE;

    CopyPages(DataSource database, TypeIds types, HistoryRange range) {
        this.database = database;
        this.filter = range.types().isEmpty() ? "" : filter(types.idsOf(range.types()));
        this.position = range.fromExclusive();
        this.end = range.toInclusive();
    }

    /** @param types the numbers of those that are wanted */
    CopyPages(DataSource database, Short[] types, long fromExclusive, long toInclusive) {
        this.database = database;
        this.filter = filter(types);
        this.position = fromExclusive;
        this.end = toInclusive;
    }

    /** Numbers from the database itself; COPY takes no parameters. */
    private static String filter(Short[] types) {
        StringBuilder ids = new StringBuilder(" AND type IN (-1");
        for (Short id : types) {
            ids.append(',').append(id);
        }
        return ids.append(')').toString();
    }

    /** @param through everything up to here is in this page or one before, or was filtered out */
    record Page(List<StoredEvent> rows, long through) {}

    /** The next page that has rows, or the last one without. */
    Page next() throws SQLException {
        List<StoredEvent> rows = new ArrayList<>(PAGE);
        while (position < end && rows.isEmpty()) {
            long to = Math.min(position + span, end);
            copy(position, to, rows);
            position = to;
            span = rows.size() * 4L < span ? Math.min(span * 2, WIDEST) : PAGE;
        }
        return new Page(rows, position);
    }

    private void copy(long from, long to, List<StoredEvent> rows) throws SQLException {
        try (Connection connection = database.getConnection()) {
            CopyOut copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT " + StoredEvent.COLUMNS + " FROM event_store.event WHERE position > " + from
                            + " AND position <= " + to + filter + " ORDER BY position) TO STDOUT (FORMAT binary)");
            for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
                CopyRow.read(message, rows::add);
            }
        }
    }
}
