package dev.fabula.application.tenancy;

import dev.fabula.contracts.tenancy.Caller;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Tells PostgreSQL, at the start of each transaction and for its length alone, whose rows it may touch. Without a
 * caller the setting stays empty and the policies show no row at all: forgetting to bind one cannot leak. What only reads
 * sees one moment of the database throughout.
 */
public final class TenantTransactionManager extends JdbcTransactionManager {

    private static final long serialVersionUID = 1L;
    private static final String BIND = "SELECT set_config('fabula.tenant', ?, true)";
    /** Sent in one go; the isolation of the connection, which is asked for by Spring, would be four more round trips. */
    private static final String ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; ";

    public TenantTransactionManager(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        Caller caller = Caller.current().orElse(null);
        if (caller == null) {
            return;
        }
        try (PreparedStatement bind = connection.prepareStatement(definition.isReadOnly() ? ONE_MOMENT + BIND : BIND)) {
            bind.setString(1, caller.tenant().value());
            bind.execute();
        }
    }
}
