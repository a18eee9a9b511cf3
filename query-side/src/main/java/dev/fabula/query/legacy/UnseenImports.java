package dev.fabula.query.legacy;

import dev.fabula.contracts.tenancy.Caller;
import java.util.List;
import org.jooq.DSLContext;

/**
 * Imports that a request does not see and that have touched people already: mostly none, else the one under way. Asked of
 * the rows themselves, which may be further than what is known of imports. Looks up one row for each import of the legacy,
 * however many people it has.
 */
final class UnseenImports {

    private static final String FOUND = """
            WITH RECURSIVE touched (import) AS (
                SELECT min(p.changing) FROM read_model.person p
                WHERE p.tenant_id = ? AND p.legacy = ? AND p.merged_into IS NULL AND p.changing IS NOT NULL AND %1$s
                UNION ALL
                SELECT (SELECT min(p.changing) FROM read_model.person p
                    WHERE p.tenant_id = ? AND p.legacy = ? AND p.merged_into IS NULL AND p.changing > t.import AND %1$s)
                FROM touched t WHERE t.import IS NOT NULL
            )
            SELECT t.import FROM touched t WHERE t.import <> ALL (?::text[])""";

    private static final String CHANGING = FOUND.formatted("p.before IS NOT NULL");
    private static final String ADDING = FOUND.formatted("p.before IS NULL");

    private UnseenImports() {}

    /** Those that have changed who was there before. */
    static List<String> changing(DSLContext sql, Visitor visitor) {
        return find(sql, CHANGING, visitor);
    }

    /** Those that have added somebody. */
    static List<String> adding(DSLContext sql, Visitor visitor) {
        return find(sql, ADDING, visitor);
    }

    private static List<String> find(DSLContext sql, String query, Visitor visitor) {
        String tenant = Caller.required().tenant().value();
        String legacy = visitor.legacy().legacy();
        return sql.resultQuery(
                        query, tenant, legacy, tenant, legacy, (Object) visitor.imports().array())
                .fetch(0, String.class);
    }
}
