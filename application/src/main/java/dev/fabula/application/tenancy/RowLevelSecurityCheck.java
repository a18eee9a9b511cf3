package dev.fabula.application.tenancy;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Proves at start that the database itself keeps tenants apart: the application's role can neither bypass nor change
 * row-level security, every table with a tenant that it has any right to has it, for its owner too, and every view reads
 * with the rights of who asks. What the role has no right to is out of its reach, protected or not: a generation of a
 * read model is filled like that, and gets its protection before its first grant.
 */
public final class RowLevelSecurityCheck {

    /** Rights of the role itself, of everybody, and of each role that it could become. */
    private static final String WITHIN_REACH = """
            EXISTS (SELECT FROM pg_roles r WHERE pg_has_role(r.oid, 'MEMBER') AND (
                has_table_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
                OR has_any_column_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')))
            """;

    private static final String WITH_TENANT = """
            SELECT format('%s.%s', n.nspname, c.relname)
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
            WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            AND""" + ' ' + WITHIN_REACH;

    private static final String UNPROTECTED = WITH_TENANT
            + " AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1";

    /** A materialized view has rows of its own, and a foreign table its rows elsewhere: neither knows policies. */
    private static final String SEEING_TOO_MUCH = WITH_TENANT + " AND (c.relkind IN ('m', 'f') OR c.relkind = 'v'"
            + " AND NOT coalesce((SELECT o.option_value::boolean FROM pg_options_to_table(c.reloptions) o"
            + " WHERE o.option_name = 'security_invoker'), false)) ORDER BY 1";

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
                "SELECT bool_or(rolsuper OR rolbypassrls) FROM pg_roles WHERE pg_has_role(oid, 'MEMBER')",
                Boolean.class);
        if (Boolean.TRUE.equals(privileged)) {
            problems.add("the role " + jdbc.queryForObject("SELECT current_user", String.class)
                    + " is a superuser or bypasses row-level security, or can become one that does: use one that does"
                    + " neither (fabula.postgres.username)");
        }
        jdbc.queryForList(UNPROTECTED, String.class)
                .forEach(table -> problems.add(
                        "the table " + table + " has a tenant_id but no forced row-level security (its migration must"
                                + " ENABLE and FORCE it)"));
        jdbc.queryForList(SEEING_TOO_MUCH, String.class)
                .forEach(view -> problems.add("the view " + view + " has a tenant_id and does not read with the rights"
                        + " of who asks (WITH (security_invoker = true))"));
        jdbc.queryForList(OWNED, String.class)
                .forEach(table -> problems.add("the application's role owns the table " + table
                        + ", so it could switch its row-level security off"));
        if (!problems.isEmpty()) {
            throw new IllegalStateException("tenants are not kept apart: " + String.join("; ", problems));
        }
    }
}
