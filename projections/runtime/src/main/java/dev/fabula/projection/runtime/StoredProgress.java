package dev.fabula.projection.runtime;

import dev.fabula.projection.SinkUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** How far processors are, as the runtime keeps it: for sinks that are elsewhere than that. */
public final class StoredProgress {

    private StoredProgress() {}

    /**
     * The position of each segment of a processor by its number; empty where there is no such processor.
     *
     * @param progress as the role that operates
     */
    public static Map<Integer, Long> positions(DataSource progress, String processor) {
        Map<Integer, Long> positions = new HashMap<>();
        try (Connection connection = progress.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT segment, position FROM projection.progress WHERE processor = ?")) {
            query.setString(1, processor);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    positions.put(row.getInt(1), row.getLong(2));
                }
            }
        } catch (SQLException failed) {
            throw new SinkUnavailableException(
                    "cannot read the positions of " + processor + ": " + failed.getMessage(), failed);
        }
        return positions;
    }
}
