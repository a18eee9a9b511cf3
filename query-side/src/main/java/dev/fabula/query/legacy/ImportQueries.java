package dev.fabula.query.legacy;

import static dev.fabula.readschema.jooq.Tables.GEDCOM_IMPORT;

import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.legacy.GedcomChanges;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.query.TimeCursor;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Imports of files into a legacy. */
@Component
class ImportQueries {

    private static final JsonMapper JSON = EventJson.builder().build();

    private final DSLContext sql;

    ImportQueries(DSLContext sql) {
        this.sql = sql;
    }

    private static Condition ofLegacy(String legacy) {
        return GEDCOM_IMPORT
                .TENANT_ID
                .eq(Caller.required().tenant().value())
                .and(GEDCOM_IMPORT.LEGACY.eq(legacy));
    }

    /**
     * The last begun first.
     *
     * @param after the place before the first one; nothing for the beginning
     */
    @Transactional(readOnly = true)
    public List<ImportRow> list(String legacy, @Nullable TimeCursor after, int most) {
        return sql.select(GEDCOM_IMPORT.fields())
                .from(GEDCOM_IMPORT)
                .where(ofLegacy(legacy))
                .and(
                        after == null
                                ? DSL.noCondition()
                                : DSL.row(GEDCOM_IMPORT.STARTED_AT, GEDCOM_IMPORT.IMPORT)
                                        .lt(after.at(), after.id()))
                .orderBy(GEDCOM_IMPORT.STARTED_AT.desc(), GEDCOM_IMPORT.IMPORT.desc())
                .limit(most)
                .fetch(ImportQueries::row);
    }

    @Transactional(readOnly = true)
    public Optional<ImportRow> find(String legacy, String imported) {
        return sql.select(GEDCOM_IMPORT.fields())
                .from(GEDCOM_IMPORT)
                .where(ofLegacy(legacy))
                .and(GEDCOM_IMPORT.IMPORT.eq(imported))
                .fetchOptional(ImportQueries::row);
    }

    private static ImportRow row(Record row) {
        return new ImportRow(
                row.get(GEDCOM_IMPORT.IMPORT),
                row.get(GEDCOM_IMPORT.TREE),
                row.get(GEDCOM_IMPORT.FILE),
                row.get(GEDCOM_IMPORT.BYTES),
                row.get(GEDCOM_IMPORT.STATE),
                row.get(GEDCOM_IMPORT.STARTED_BY),
                row.get(GEDCOM_IMPORT.STARTED_AT),
                row.get(GEDCOM_IMPORT.ENDED_AT),
                json(row, GEDCOM_IMPORT.RECORDS, new TypeReference<>() {}),
                json(row, GEDCOM_IMPORT.PEOPLE, new TypeReference<GedcomChanges>() {}),
                json(row, GEDCOM_IMPORT.RELATIONSHIPS, new TypeReference<GedcomChanges>() {}),
                json(row, GEDCOM_IMPORT.UNKNOWN_TAGS, new TypeReference<>() {}),
                json(row, GEDCOM_IMPORT.PROBLEMS, new TypeReference<>() {}),
                row.get(GEDCOM_IMPORT.PROBLEM_COUNT),
                row.get(GEDCOM_IMPORT.FAILED_LINE),
                row.get(GEDCOM_IMPORT.REASON));
    }

    private static <T> @Nullable T json(Record row, Field<JSONB> column, TypeReference<T> type) {
        JSONB json = row.get(column);
        return json == null ? null : JSON.readValue(json.data(), type);
    }
}
