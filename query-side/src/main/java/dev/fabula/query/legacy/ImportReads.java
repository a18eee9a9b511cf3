package dev.fabula.query.legacy;

import static dev.fabula.readschema.jooq.Tables.GEDCOM_RECORD;
import static dev.fabula.readschema.jooq.Tables.PERSON;
import static dev.fabula.readschema.jooq.Tables.RELATIONSHIP;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.query.AllTenants;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What files have told of a legacy, for the import of a newer one: also what no reader sees yet. */
public final class ImportReads {

    private static final int AT_A_TIME = 1_000;

    private final AllTenants all;

    public ImportReads(AllTenants all) {
        this.all = all;
    }

    /** @param sources by what files know them */
    public record Known(String person, String name, List<String> sources) {}

    /** @param from a parent, a partner, or whom an association is told of */
    public record KnownRelationship(String relationship, String from) {}

    /** Those whom another import than this one has told of, one after the other. */
    public void people(TenantId tenant, String legacy, String imported, Consumer<Known> each) {
        boolean _ = all.read(sql -> {
            people(sql, tenant, legacy, imported, each);
            return true;
        });
    }

    private static void people(DSLContext sql, TenantId tenant, String legacy, String imported, Consumer<Known> each) {
        Field<String> name = DSL.field("names -> 0 ->> 'full'", SQLDataType.VARCHAR);
        try (Cursor<?> people = sql.select(PERSON.PERSON_, name, PERSON.SOURCES)
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tenant.value()))
                .and(PERSON.LEGACY.eq(legacy))
                .and(PERSON.IMPORTED.isDistinctFrom(imported))
                .and(DSL.cardinality(PERSON.SOURCES).gt(0))
                .fetchSize(AT_A_TIME)
                .fetchLazy()) {
            people.forEach(row -> {
                String full = row.get(name);
                each.accept(
                        new Known(row.get(PERSON.PERSON_), full == null ? "" : full, List.of(row.get(PERSON.SOURCES))));
            });
        }
    }

    /** Those that files of that tree have told, and that are told still. */
    public void relationships(TenantId tenant, String legacy, String tree, Consumer<KnownRelationship> each) {
        boolean _ = all.read(sql -> {
            relationships(sql, tenant, legacy, tree, each);
            return true;
        });
    }

    private static void relationships(
            DSLContext sql, TenantId tenant, String legacy, String tree, Consumer<KnownRelationship> each) {
        Field<Boolean> associationOfTree = DSL.field(
                "EXISTS (SELECT FROM unnest({0}) AS source WHERE source LIKE {1})",
                SQLDataType.BOOLEAN, PERSON.SOURCES, DSL.val("xref:" + tree + "/%"));
        try (Cursor<?> relationships = sql.select(RELATIONSHIP.RELATIONSHIP_, RELATIONSHIP.FROM_PERSON)
                .from(RELATIONSHIP)
                .join(PERSON)
                .on(PERSON.TENANT_ID.eq(RELATIONSHIP.TENANT_ID).and(PERSON.PERSON_.eq(RELATIONSHIP.FROM_PERSON)))
                .leftJoin(GEDCOM_RECORD)
                .on(GEDCOM_RECORD
                        .TENANT_ID
                        .eq(RELATIONSHIP.TENANT_ID)
                        .and(GEDCOM_RECORD.RECORD.eq(RELATIONSHIP.FAMILY)))
                .where(RELATIONSHIP.TENANT_ID.eq(tenant.value()))
                .and(RELATIONSHIP.LEGACY.eq(legacy))
                .and(RELATIONSHIP.IMPORTED.isNotNull())
                .andNot(RELATIONSHIP.GONE)
                .and(GEDCOM_RECORD.TREE.eq(tree).or(RELATIONSHIP.FAMILY.isNull().and(DSL.condition(associationOfTree))))
                .fetchSize(AT_A_TIME)
                .fetchLazy()) {
            relationships.forEach(row -> each.accept(
                    new KnownRelationship(row.get(RELATIONSHIP.RELATIONSHIP_), row.get(RELATIONSHIP.FROM_PERSON))));
        }
    }
}
