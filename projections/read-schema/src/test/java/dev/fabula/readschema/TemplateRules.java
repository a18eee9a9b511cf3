package dev.fabula.readschema;

import java.util.List;
import org.jooq.DSLContext;

/** What the projection runtime relies on when it makes tables after the templates. */
final class TemplateRules {

    private static final String BROKEN = """
            WITH template AS (
                SELECT c.* FROM pg_class c
                WHERE c.relnamespace IN ('read_template'::regnamespace, 'analytics_template'::regnamespace) AND c.relkind NOT IN ('i', 'I', 't', 'c')
                  AND c.relname <> 'flyway_schema_history')
            SELECT t.relname || ': ' || r.rule
            FROM template t
            CROSS JOIN LATERAL (VALUES
                ('a plain table', t.relkind = 'r'),
                ('tenant_id text NOT NULL', EXISTS (
                    SELECT FROM pg_attribute a
                    WHERE a.attrelid = t.oid AND a.attname = 'tenant_id' AND a.atttypid = 'text'::regtype AND a.attnotnull)),
                ('position bigint NOT NULL', EXISTS (
                    SELECT FROM pg_attribute a
                    WHERE a.attrelid = t.oid AND a.attname = 'position' AND a.atttypid = 'bigint'::regtype AND a.attnotnull)),
                ('PRIMARY KEY (tenant_id, one text column)', EXISTS (
                    SELECT FROM pg_constraint p
                    JOIN pg_attribute tenant ON tenant.attrelid = t.oid AND tenant.attnum = p.conkey[1]
                    JOIN pg_attribute key ON key.attrelid = t.oid AND key.attnum = p.conkey[2]
                    WHERE p.conrelid = t.oid AND p.contype = 'p' AND cardinality(p.conkey) = 2
                      AND tenant.attname = 'tenant_id' AND key.atttypid = 'text'::regtype)),
                ('row-level security enabled and forced', t.relrowsecurity AND t.relforcerowsecurity),
                ('a name of its own', (SELECT count(*) FROM template same WHERE same.relname = t.relname) = 1),
                ('no grant', NOT EXISTS (SELECT FROM aclexplode(t.relacl) g WHERE g.grantee <> t.relowner)),
                ('no policy', NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid))
            ) AS r (rule, kept)
            WHERE NOT r.kept
            ORDER BY 1
            """;

    private TemplateRules() {}

    /** As {@code template: rule}. */
    static List<String> broken(DSLContext sql) {
        return sql.fetch(BROKEN).getValues(0, String.class);
    }
}
