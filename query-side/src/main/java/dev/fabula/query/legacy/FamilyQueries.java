package dev.fabula.query.legacy;

import static dev.fabula.readschema.jooq.Tables.PERSON;
import static dev.fabula.readschema.jooq.Tables.RELATIONSHIP;

import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.RelationshipKind;
import dev.fabula.contracts.tenancy.Caller;
import java.util.ArrayList;
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
import org.jooq.Record1;
import org.jooq.Select;
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

    private static final Field<String> FAMILY_BEFORE = DSL.field("{0} ->> 'family'", String.class, RELATIONSHIP.BEFORE);

    private final DSLContext sql;

    FamilyQueries(DSLContext sql) {
        this.sql = sql;
    }

    private static Condition in(Visitor visitor) {
        return RELATIONSHIP
                .TENANT_ID
                .eq(Caller.required().tenant().value())
                .and(RELATIONSHIP.LEGACY.eq(visitor.legacy().legacy()));
    }

    private static Condition ofFamilies(Visitor visitor) {
        return in(visitor).and(RELATIONSHIP.KIND.ne(RelationshipKind.ASSOCIATION.wireName()));
    }

    /** Whatever it is. */
    @Transactional(readOnly = true)
    public Optional<JoinedRow> find(Visitor visitor, String relationship) {
        return sql.select(RELATIONSHIP.fields())
                .from(RELATIONSHIP)
                .where(in(visitor))
                .and(RELATIONSHIP.RELATIONSHIP_.eq(relationship))
                .fetchOptional()
                .flatMap(row -> seen(row, visitor.imports()));
    }

    /**
     * What families are named by, or were before the last import, in order: nothing may be seen of some.
     *
     * @param after the name before the first one; nothing for the beginning
     */
    @Transactional(readOnly = true)
    public List<String> names(Visitor visitor, @Nullable String after, int most) {
        Field<String> name = DSL.field(DSL.name("name"), String.class);
        return sql.select(name)
                .from(names(visitor, RELATIONSHIP.FAMILY, after, most)
                        .union(names(visitor, FAMILY_BEFORE, after, most))
                        .asTable("names", "name"))
                .orderBy(name)
                .limit(most)
                .fetch(name);
    }

    private Select<Record1<String>> names(Visitor visitor, Field<String> family, @Nullable String after, int most) {
        return sql.selectDistinct(family)
                .from(RELATIONSHIP)
                .where(ofFamilies(visitor))
                .and(family.isNotNull())
                .and(after == null ? DSL.noCondition() : family.gt(after))
                .orderBy(family)
                .limit(most);
    }

    /** All that joins the families of those names. */
    @Transactional(readOnly = true)
    public List<JoinedRow> named(Visitor visitor, Collection<String> families) {
        return seen(
                sql.select(RELATIONSHIP.fields())
                        .from(RELATIONSHIP)
                        .where(ofFamilies(visitor))
                        .and(RELATIONSHIP.FAMILY.in(families).or(FAMILY_BEFORE.in(families)))
                        .orderBy(RELATIONSHIP.PLACE, RELATIONSHIP.RELATIONSHIP_)
                        .fetch(),
                visitor);
    }

    /** All that names no family and joins people who are there, without facts. */
    @Transactional(readOnly = true)
    public List<JoinedRow> byHand(Visitor visitor, int most) {
        List<Field<?>> fields = new ArrayList<>(List.of(RELATIONSHIP.fields()));
        fields.set(fields.indexOf(RELATIONSHIP.FACTS), NO_FACTS);
        return seen(
                sql.select(fields)
                        .from(RELATIONSHIP)
                        .where(ofFamilies(visitor))
                        .and(RELATIONSHIP.FAMILY.isNull())
                        .and(isThere(RELATIONSHIP.FROM_PERSON, visitor))
                        .and(RELATIONSHIP.TO_PERSON.isNull().or(isThere(RELATIONSHIP.TO_PERSON, visitor)))
                        .orderBy(RELATIONSHIP.RELATIONSHIP_)
                        .limit(most)
                        .fetch(),
                visitor);
    }

    private static Condition isThere(Field<String> person, Visitor visitor) {
        return DSL.exists(DSL.selectOne()
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(RELATIONSHIP.TENANT_ID))
                .and(PERSON.PERSON_.eq(person))
                .and(visitor.imports().see(PERSON.CHANGING).or(PERSON.BEFORE.isNotNull())));
    }

    @Transactional(readOnly = true)
    public List<JoinedRow> all(Visitor visitor, Collection<String> relationships) {
        return seen(
                sql.select(RELATIONSHIP.fields())
                        .from(RELATIONSHIP)
                        .where(ofFamilies(visitor))
                        .and(RELATIONSHIP.RELATIONSHIP_.in(relationships))
                        .orderBy(RELATIONSHIP.PLACE, RELATIONSHIP.RELATIONSHIP_)
                        .fetch(),
                visitor);
    }

    /** Everybody of a legacy who was merged, with whom they were merged into; imports merge nobody. */
    @Transactional(readOnly = true)
    public Map<String, String> merges(Visitor visitor) {
        return sql.select(PERSON.PERSON_, PERSON.MERGED_INTO)
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(Caller.required().tenant().value()))
                .and(PERSON.LEGACY.eq(visitor.legacy().legacy()))
                .and(PERSON.MERGED_INTO.isNotNull())
                .fetchMap(PERSON.PERSON_, PERSON.MERGED_INTO);
    }

    private static List<JoinedRow> seen(List<? extends Record> rows, Visitor visitor) {
        return rows.stream()
                .map(row -> seen(row, visitor.imports()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<JoinedRow> seen(Record row, CompleteImports imports) {
        if (imports.see(row.get(RELATIONSHIP.CHANGING))) {
            return row.get(RELATIONSHIP.GONE) ? Optional.empty() : Optional.of(asItIs(row));
        }
        JSONB before = row.get(RELATIONSHIP.BEFORE);
        return before == null
                ? Optional.empty()
                : Optional.of(JSON.readValue(before.data(), Before.class).of(row.get(RELATIONSHIP.RELATIONSHIP_)));
    }

    /** A row as it was, which has no id. */
    private record Before(
            RelationshipKind kind,
            String fromPerson,
            @Nullable String toPerson,
            @Nullable String pedigree,
            @Nullable String role,
            @Nullable String family,
            @Nullable Integer place,
            List<LifeFact> facts,
            long version) {

        JoinedRow of(String relationship) {
            return new JoinedRow(
                    relationship, kind, fromPerson, toPerson, pedigree, role, family, place, facts, version);
        }
    }

    private static JoinedRow asItIs(Record row) {
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
