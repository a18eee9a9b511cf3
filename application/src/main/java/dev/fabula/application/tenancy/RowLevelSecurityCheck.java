package dev.fabula.application.tenancy;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Proves at start that the database itself keeps tenants apart: the application's role can neither bypass nor change
 * row-level security, and every table with a tenant has it, for its owner too.
 */
public final class RowLevelSecurityCheck {

    private static final String UNPROTECTED = """
            SELECT format('%s.%s', n.nspname, c.relname)
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
            WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
              AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
            ORDER BY 1
            """;

    private static final String OWNED = """
            SELECT format('%s.%s', n.nspname, c.relname)
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'MEMBER') AND n.nspname NOT LIKE 'pg\\_%'
            ORDER BY 1
            """;

    private final JdbcTemplate jdbc;

    public RowLevelSecurityCheck(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** @throws IllegalStateException naming everything that is wrong */
    public void run() {
        List<String> problems = new ArrayList<>();
        Boolean privileged = jdbc.queryForObject(
                "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user", Boolean.class);
        if (Boolean.TRUE.equals(privileged)) {
            problems.add("the role " + jdbc.queryForObject("SELECT current_user", String.class)
                    + " is a superuser or bypasses row-level security: use one that does neither"
                    + " (fabula.postgres.username)");
        }
        jdbc.queryForList(UNPROTECTED, String.class)
                .forEach(table -> problems.add(
                        "the table " + table + " has a tenant_id but no forced row-level security (its migration must"
                                + " ENABLE and FORCE it)"));
        jdbc.queryForList(OWNED, String.class)
                .forEach(table -> problems.add("the application's role owns the table " + table
                        + ", so it could switch its row-level security off"));
        if (!problems.isEmpty()) {
            throw new IllegalStateException("tenants are not kept apart: " + String.join("; ", problems));
        }
    }
}
