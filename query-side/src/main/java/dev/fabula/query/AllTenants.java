package dev.fabula.query;

import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the rows of all tenants, for processes and never for a request. The role may be able to do more than read; the
 * transactions here are not.
 */
public final class AllTenants {

    private static final int MOST = 10_000;

    private final DSLContext sql;
    private final TransactionTemplate readOnly;

    /** @param database as a role that sees the rows of all tenants, and for which there is no tenant to bind */
    public AllTenants(DataSource database) {
        sql = DSL.using(new DefaultConfiguration()
                .set(new DataSourceConnectionProvider(new TransactionAwareDataSourceProxy(database)))
                .set(SQLDialect.POSTGRES)
                .set(SpringExceptions::new));
        readOnly = new TransactionTemplate(new JdbcTransactionManager(database));
        readOnly.setReadOnly(true);
    }

    public <T> T read(Function<DSLContext, T> query) {
        return Objects.requireNonNull(readOnly.execute(_ -> query.apply(sql)));
    }

    /** @throws IllegalArgumentException where that is not 1 to 10,000 */
    public static int limit(int most) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("at most 1 to " + MOST + " rows, not " + most);
        }
        return most;
    }
}
