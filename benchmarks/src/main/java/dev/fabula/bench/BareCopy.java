package dev.fabula.bench;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** What PostgreSQL takes at most: rows that are encoded already, into a table of the same columns without keys. */
final class BareCopy {

    private static final int HEADER = 19;
    private static final int TRAILER = 2;
    private static final int BLOCK = 1 << 16;

    private final BenchDatabase database;
    private final byte[] header;
    private final List<byte[]> blocks;
    private final int rows;

    private BareCopy(BenchDatabase database, byte[] header, List<byte[]> blocks, int rows) {
        this.database = database;
        this.header = header;
        this.blocks = blocks;
        this.rows = rows;
    }

    /** Takes the rows that readers see now, as they go over the wire. */
    static BareCopy ofShelf(BenchDatabase database) throws SQLException {
        List<byte[]> messages = new ArrayList<>();
        try (Connection connection = database.connect(database.access().operate())) {
            CopyOut out = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT * FROM read_model.diary_shelf) TO STDOUT (FORMAT binary)");
            for (byte[] message = out.readFromCopy(); message != null; message = out.readFromCopy()) {
                messages.add(message);
            }
        }
        byte[] header = Arrays.copyOf(messages.getFirst(), HEADER);
        List<byte[]> blocks = new ArrayList<>();
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        int rows = 0;
        int from = HEADER;
        for (byte[] message : messages) {
            if (message.length - from > TRAILER) {
                block.write(message, from, message.length - from);
                rows++;
            }
            from = 0;
            if (block.size() > BLOCK) {
                blocks.add(block.toByteArray());
                block.reset();
            }
        }
        blocks.add(block.toByteArray());
        return new BareCopy(database, header, blocks, rows);
    }

    /**
     * Copies the rows again and again.
     *
     * @param wanted how many at least
     * @return rows a second
     */
    double rate(long wanted) throws SQLException {
        database.execute("DROP SCHEMA IF EXISTS bare CASCADE; CREATE SCHEMA bare;"
                + " CREATE TABLE bare.shelf (LIKE read_template.diary_shelf INCLUDING DEFAULTS INCLUDING CONSTRAINTS)");
        try (Connection connection = database.connect(database.access().owner())) {
            long begin = System.nanoTime();
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY bare.shelf FROM STDIN (FORMAT binary)");
            copy.writeToCopy(header, 0, header.length);
            for (long sent = 0; sent < wanted; sent += rows) {
                for (byte[] block : blocks) {
                    copy.writeToCopy(block, 0, block.length);
                }
            }
            copy.writeToCopy(new byte[] {-1, -1}, 0, TRAILER);
            long stored = copy.endCopy();
            return stored * 1e9 / (System.nanoTime() - begin);
        }
    }
}
