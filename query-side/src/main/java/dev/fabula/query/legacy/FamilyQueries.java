package dev.fabula.query.legacy;

import static dev.fabula.readschema.jooq.Tables.PERSON;
import static dev.fabula.readschema.jooq.Tables.RELATIONSHIP;

import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.legacy.RelationshipKind;
import dev.fabula.contracts.tenancy.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/** What joins families, as the read models have it; who may see whom is asked elsewhere. */
@Component
class FamilyQueries {

    private static final JsonMapper JSON = EventJson.builder().build();
    private static final Field<JSONB> NO_FACTS = DSL.inline(JSONB.valueOf("[]")).as(RELATIONSHIP.FACTS);

    private final DSLContext sql;

    FamilyQueries(DSLContext sql) {
        this.sql = sql;
    }

    private static Condition in(String legacy) {
        return RELATIONSHIP.TENANT_ID.eq(Caller.required().tenant().value()).and(RELATIONSHIP.LEGACY.eq(legacy));
    }

    private static Condition of(String legacy) {
        return in(legacy).and(RELATIONSHIP.KIND.ne(RelationshipKind.ASSOCIATION.wireName()));
    }

    /** Whatever it is. */
    @Transactional(readOnly = true)
    public Optional<JoinedRow> find(String legacy, String relationship) {
        return sql.select(RELATIONSHIP.fields())
                .from(RELATIONSHIP)
                .where(in(legacy))
                .and(RELATIONSHIP.RELATIONSHIP_.eq(relationship))
                .fetchOptional(FamilyQueries::row);
    }

    /**
     * What families are named by, in order.
     *
     * @param after the name before the first one; nothing for the beginning
     */
    @Transactional(readOnly = true)
    public List<String> names(String legacy, @Nullable String after, int most) {
        return sql.selectDistinct(RELATIONSHIP.FAMILY)
                .from(RELATIONSHIP)
                .where(of(legacy))
                .and(RELATIONSHIP.FAMILY.isNotNull())
                .and(after == null ? DSL.noCondition() : RELATIONSHIP.FAMILY.gt(after))
                .orderBy(RELATIONSHIP.FAMILY)
                .limit(most)
                .fetch(RELATIONSHIP.FAMILY);
    }

    /** All that joins the families of those names. */
    @Transactional(readOnly = true)
    public List<JoinedRow> named(String legacy, Collection<String> families) {
        return sql.select(RELATIONSHIP.fields())
                .from(RELATIONSHIP)
                .where(of(legacy))
                .and(RELATIONSHIP.FAMILY.in(families))
                .orderBy(RELATIONSHIP.FAMILY, RELATIONSHIP.PLACE, RELATIONSHIP.RELATIONSHIP_)
                .fetch(FamilyQueries::row);
    }

    /** All that names no family and joins people who are there, without facts. */
    @Transactional(readOnly = true)
    public List<JoinedRow> byHand(String legacy, int most) {
        return sql.select(
                        RELATIONSHIP.RELATIONSHIP_,
                        RELATIONSHIP.KIND,
                        RELATIONSHIP.FROM_PERSON,
                        RELATIONSHIP.TO_PERSON,
                        RELATIONSHIP.PEDIGREE,
                        RELATIONSHIP.ROLE,
                        RELATIONSHIP.FAMILY,
                        RELATIONSHIP.PLACE,
                        NO_FACTS,
                        RELATIONSHIP.VERSION)
                .from(RELATIONSHIP)
                .where(of(legacy))
                .and(RELATIONSHIP.FAMILY.isNull())
                .and(isThere(RELATIONSHIP.FROM_PERSON))
                .and(RELATIONSHIP.TO_PERSON.isNull().or(isThere(RELATIONSHIP.TO_PERSON)))
                .orderBy(RELATIONSHIP.RELATIONSHIP_)
                .limit(most)
                .fetch(FamilyQueries::row);
    }

    private static Condition isThere(Field<String> person) {
        return DSL.exists(DSL.selectOne()
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(RELATIONSHIP.TENANT_ID), PERSON.PERSON_.eq(person)));
    }

    @Transactional(readOnly = true)
    public List<JoinedRow> all(String legacy, Collection<String> relationships) {
        return sql.select(RELATIONSHIP.fields())
                .from(RELATIONSHIP)
                .where(of(legacy))
                .and(RELATIONSHIP.RELATIONSHIP_.in(relationships))
                .orderBy(RELATIONSHIP.PLACE, RELATIONSHIP.RELATIONSHIP_)
                .fetch(FamilyQueries::row);
    }

    /** Everybody of a legacy who was merged, with whom they were merged into. */
    @Transactional(readOnly = true)
    public Map<String, String> merges(String legacy) {
        return sql.select(PERSON.PERSON_, PERSON.MERGED_INTO)
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(Caller.required().tenant().value()))
                .and(PERSON.LEGACY.eq(legacy))
                .and(PERSON.MERGED_INTO.isNotNull())
                .fetchMap(PERSON.PERSON_, PERSON.MERGED_INTO);
    }

    private static JoinedRow row(Record row) {
        return new JoinedRow(
                row.get(RELATIONSHIP.RELATIONSHIP_),
                RelationshipKind.valueOf(
                        row.get(RELATIONSHIP.KIND).toUpperCase(Locale.ROOT).replace('-', '_')),
                row.get(RELATIONSHIP.FROM_PERSON),
                row.get(RELATIONSHIP.TO_PERSON),
                row.get(RELATIONSHIP.PEDIGREE),
                row.get(RELATIONSHIP.ROLE),
                row.get(RELATIONSHIP.FAMILY),
                row.get(RELATIONSHIP.PLACE),
                JSON.readValue(row.get(RELATIONSHIP.FACTS).data(), new TypeReference<>() {}),
                row.get(RELATIONSHIP.VERSION));
    }
}
