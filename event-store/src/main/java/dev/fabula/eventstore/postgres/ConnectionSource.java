package dev.fabula.eventstore.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections that belong to whoever asked, outside any pool. */
@FunctionalInterface
public interface ConnectionSource {
    Connection open() throws SQLException;
}
