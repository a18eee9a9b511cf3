package dev.fabula.query.legacy;

import static dev.fabula.readschema.jooq.Tables.GEDCOM_IMPORT;
import static dev.fabula.readschema.jooq.Tables.LEGACY;

import dev.fabula.contracts.legacy.Slugs;
import dev.fabula.contracts.tenancy.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A legacy and its complete imports at one moment. */
@Component
class LegacyLookup {

    private final DSLContext sql;

    LegacyLookup(DSLContext sql) {
        this.sql = sql;
    }

    /** @param imported where in the history each import was complete */
    record Found(LegacyRow legacy, Map<String, Long> imported) {}

    @Transactional(readOnly = true)
    public Optional<Found> find(String idOrSlug) {
        String tenant = Caller.required().tenant().value();
        return sql.select(LEGACY.fields())
                .from(LEGACY)
                .where(LEGACY.TENANT_ID.eq(tenant))
                .and(Slugs.isSlug(idOrSlug) ? LEGACY.SLUG.eq(idOrSlug) : LEGACY.LEGACY_.eq(idOrSlug))
                .fetchOptional(LegacyQueries::row)
                .map(legacy -> new Found(legacy, imported(tenant, legacy.legacy())));
    }

    private Map<String, Long> imported(String tenant, String legacy) {
        return sql.select(GEDCOM_IMPORT.IMPORT, GEDCOM_IMPORT.POSITION)
                .from(GEDCOM_IMPORT)
                .where(GEDCOM_IMPORT.TENANT_ID.eq(tenant))
                .and(GEDCOM_IMPORT.LEGACY.eq(legacy))
                .and(GEDCOM_IMPORT.STATE.eq(ImportRow.COMPLETE))
                .fetchMap(GEDCOM_IMPORT.IMPORT, GEDCOM_IMPORT.POSITION);
    }

    /** Those of the imports that the visitor sees that were complete at a position. */
    @Transactional(readOnly = true)
    public CompleteImports completeAt(Visitor visitor, long position) {
        if (visitor.imports().upTo() <= position) {
            return visitor.imports();
        }
        Map<String, Long> then =
                imported(Caller.required().tenant().value(), visitor.legacy().legacy());
        then.keySet().retainAll(visitor.imports().ids());
        then.values().removeIf(at -> at > position);
        return new CompleteImports(
                Set.copyOf(then.keySet()),
                then.values().stream().mapToLong(Long::longValue).max().orElse(0));
    }
}
