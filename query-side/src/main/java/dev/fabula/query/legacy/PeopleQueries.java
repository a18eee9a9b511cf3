package dev.fabula.query.legacy;

import static dev.fabula.readschema.jooq.Tables.PERSON;
import static dev.fabula.readschema.jooq.Tables.RELATIONSHIP;

import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.legacy.LivingStatus;
import dev.fabula.contracts.legacy.RelationshipKind;
import dev.fabula.contracts.tenancy.Caller;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.SelectUnionStep;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * People and what joins them, as the read models have them, and as they were before an import where it is not complete; who
 * may see them is asked elsewhere.
 */
@Component
class PeopleQueries {

    private static final JsonMapper JSON = EventJson.builder().build();

    private static final Name SEEN_NAME = DSL.name("seen_name");

    private final DSLContext sql;

    PeopleQueries(DSLContext sql) {
        this.sql = sql;
    }

    private static String tenant() {
        return Caller.required().tenant().value();
    }

    /** A place in the order of a list. */
    record Place(String sortName, String person) {}

    /**
     * By name, in the words that the visitor sees.
     *
     * @param beginning of the name by which they are ordered; nothing for all
     * @param after the place before the first one; nothing for the beginning
     */
    @Transactional(readOnly = true)
    public List<PersonRow> list(Visitor visitor, @Nullable String beginning, @Nullable Place after, int most) {
        CompleteImports imports = visitor.imports();
        String legacy = visitor.legacy().legacy();
        Page asTheyAre = new Page(legacy, imports.see(PERSON.CHANGING), PERSON.SORT_NAME, beginning, after, most);
        List<String> unseen = UnseenImports.changing(sql, visitor);
        if (unseen.isEmpty()) {
            return select(asTheyAre).fetch(row -> asItIs(row));
        }
        // Who is shown as before may have another place than their name of now would give them.
        Page asBefore = new Page(
                legacy,
                PERSON.CHANGING.in(unseen).and(PERSON.BEFORE.isNotNull()),
                DSL.field("{0} ->> 'sortName'", String.class, PERSON.BEFORE),
                beginning,
                after,
                most);
        return select(asTheyAre)
                .unionAll(select(asBefore))
                .orderBy(DSL.field(SEEN_NAME), DSL.field(PERSON.PERSON_.getUnqualifiedName()))
                .limit(most)
                .fetch(row -> seen(row, imports).orElseThrow());
    }

    /**
     * A part of a page.
     *
     * @param rows which of the legacy's are in it
     * @param name by which they are ordered
     */
    private record Page(
            String legacy,
            Condition rows,
            Field<String> name,
            @Nullable String beginning,
            @Nullable Place after,
            int most) {}

    private SelectUnionStep<Record> select(Page page) {
        List<SelectFieldOrAsterisk> columns = new ArrayList<>(List.of(PERSON.fields()));
        columns.add(page.name().as(SEEN_NAME));
        return sql.select(columns)
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tenant()))
                .and(PERSON.LEGACY.eq(page.legacy()))
                .and(PERSON.MERGED_INTO.isNull())
                .and(page.rows())
                .and(
                        page.beginning() == null
                                ? DSL.noCondition()
                                : page.name().startsWith(page.beginning().toLowerCase(Locale.ROOT)))
                .and(
                        page.after() == null
                                ? DSL.noCondition()
                                : DSL.row(page.name(), PERSON.PERSON_)
                                        .gt(page.after().sortName(), page.after().person()))
                .orderBy(page.name(), PERSON.PERSON_)
                .limit(page.most());
    }

    /** Also one who was merged, whose row says into whom. */
    @Transactional(readOnly = true)
    public Optional<PersonRow> find(Visitor visitor, String person) {
        return sql.select(PERSON.fields())
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tenant()))
                .and(PERSON.PERSON_.eq(person))
                .and(PERSON.LEGACY.eq(visitor.legacy().legacy()))
                .fetchOptional()
                .flatMap(row -> seen(row, visitor.imports()));
    }

    /** Whose legacy it is that tells of a person, or will once an import is complete. */
    @Transactional(readOnly = true)
    public Optional<String> legacyOf(String person) {
        return sql.select(PERSON.LEGACY)
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tenant()))
                .and(PERSON.PERSON_.eq(person))
                .fetchOptional(PERSON.LEGACY);
    }

    /** Those that there are, by id; who was merged is answered as the one that they are told of as. */
    @Transactional(readOnly = true)
    public Map<String, PersonRow> all(CompleteImports imports, Collection<String> people) {
        Map<String, PersonRow> found = new HashMap<>();
        sql.select(PERSON.fields())
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tenant()))
                .and(PERSON.PERSON_.in(people))
                .forEach(record -> seen(record, imports).ifPresent(row -> found.put(row.person(), row)));
        return found;
    }

    private static Optional<PersonRow> seen(Record row, CompleteImports imports) {
        if (imports.see(row.get(PERSON.CHANGING))) {
            return Optional.of(asItIs(row));
        }
        JSONB before = row.get(PERSON.BEFORE);
        return before == null
                ? Optional.empty()
                : Optional.of(JSON.readValue(before.data(), PersonRow.class).of(row.get(PERSON.PERSON_)));
    }

    private static PersonRow asItIs(Record row) {
        return new PersonRow(
                row.get(PERSON.PERSON_),
                row.get(PERSON.LEGACY),
                row.get(PERSON.SORT_NAME),
                row.get(PERSON.SEX),
                LivingStatus.valueOf(row.get(PERSON.LIVING).toUpperCase(Locale.ROOT)),
                JSON.readValue(row.get(PERSON.NAMES).data(), new TypeReference<>() {}),
                JSON.readValue(row.get(PERSON.FACTS).data(), new TypeReference<>() {}),
                Arrays.asList(row.get(PERSON.NOTES)),
                Arrays.asList(row.get(PERSON.UNDECIDED)),
                row.get(PERSON.BORN_BY),
                row.get(PERSON.DIED),
                row.get(PERSON.MERGED_INTO),
                row.get(PERSON.CONSENT_ASKED),
                row.get(PERSON.CONSENTED),
                row.get(PERSON.CHANGED_AT),
                row.get(PERSON.VERSION));
    }

    /** Notes of those who were merged into somebody; they stay theirs, and come back with them. */
    @Transactional(readOnly = true)
    public List<String> notesOfMerged(CompleteImports imports, String person) {
        return sql
                .select(PERSON.fields())
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tenant()))
                .and(PERSON.MERGED_INTO.eq(person))
                .orderBy(PERSON.PERSON_)
                .fetch(row -> seen(row, imports))
                .stream()
                .flatMap(Optional::stream)
                .flatMap(row -> row.notes().stream())
                .toList();
    }

    /** All that join somebody to others, under their own id or that of one who was merged into them. */
    @Transactional(readOnly = true)
    public List<RelationshipRow> of(CompleteImports imports, String person, int most) {
        List<String> ids = sql.select(PERSON.PERSON_)
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tenant()))
                .and(PERSON.PERSON_.eq(person).or(PERSON.MERGED_INTO.eq(person)))
                .fetch(PERSON.PERSON_);
        var from = PERSON.as("f");
        var to = PERSON.as("t");
        Field<String> fromNow = DSL.coalesce(from.MERGED_INTO, RELATIONSHIP.FROM_PERSON);
        Field<String> toNow = DSL.coalesce(to.MERGED_INTO, RELATIONSHIP.TO_PERSON);
        Condition asItIs = imports.see(RELATIONSHIP.CHANGING);
        Field<String> family = seen(asItIs, RELATIONSHIP.FAMILY, "family");
        Field<Integer> place = seen(asItIs, RELATIONSHIP.PLACE, "place");
        return sql.select(
                        RELATIONSHIP.RELATIONSHIP_,
                        seen(asItIs, RELATIONSHIP.KIND, "kind"),
                        fromNow,
                        toNow,
                        seen(asItIs, RELATIONSHIP.PEDIGREE, "pedigree"),
                        seen(asItIs, RELATIONSHIP.ROLE, "role"),
                        family,
                        place,
                        DSL.when(asItIs, RELATIONSHIP.FACTS)
                                .otherwise(DSL.field("{0} -> 'facts'", JSONB.class, RELATIONSHIP.BEFORE)))
                .from(RELATIONSHIP)
                .leftJoin(from)
                .on(from.TENANT_ID.eq(RELATIONSHIP.TENANT_ID).and(from.PERSON_.eq(RELATIONSHIP.FROM_PERSON)))
                .leftJoin(to)
                .on(to.TENANT_ID.eq(RELATIONSHIP.TENANT_ID).and(to.PERSON_.eq(RELATIONSHIP.TO_PERSON)))
                .where(RELATIONSHIP.TENANT_ID.eq(tenant()))
                .and(RELATIONSHIP.FROM_PERSON.in(ids).or(RELATIONSHIP.TO_PERSON.in(ids)))
                .and(DSL.when(asItIs, DSL.field(DSL.not(RELATIONSHIP.GONE)))
                        .otherwise(DSL.field(RELATIONSHIP.BEFORE.isNotNull()))
                        .isTrue())
                .orderBy(family, place, RELATIONSHIP.RELATIONSHIP_)
                .limit(most)
                .fetch(row -> new RelationshipRow(
                        row.value1(),
                        RelationshipKind.valueOf(
                                row.value2().toUpperCase(Locale.ROOT).replace('-', '_')),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        JSON.readValue(row.value9().data(), new TypeReference<>() {})));
    }

    /** Of a relationship as it is, or as it was before. */
    private static <T> Field<T> seen(Condition asItIs, Field<T> now, String before) {
        return DSL.when(asItIs, now)
                .otherwise(DSL.field("{0} ->> {1}", String.class, RELATIONSHIP.BEFORE, DSL.inline(before))
                        .cast(now.getDataType()));
    }

    /**
     * When people were born at the latest, as far as their families tell: a parent is at least so much older than a child,
     * a child at most so much younger than a parent.
     *
     * @param imports whose changes count; of what others change, what was before does
     * @param depth how many generations to look up and down
     * @return the least year for each of whom there is one
     */
    @Transactional(readOnly = true)
    public Map<String, Integer> bornByFamily(
            CompleteImports imports, Collection<String> people, int depth, int youngest, int oldest) {
        Map<String, Integer> years = new HashMap<>();
        if (people.isEmpty()) {
            return years;
        }
        sql.resultQuery(
                        """
                        WITH RECURSIVE seen (imports) AS (SELECT ?::text[]), down (person, relative, generation) AS (
                            SELECT p, p, 0 FROM unnest(?::text[]) AS p
                            UNION
                            SELECT d.person, r.to_person, d.generation + 1
                            FROM down d CROSS JOIN seen s JOIN read_model.relationship r
                                ON r.tenant_id = ? AND r.from_person = d.relative AND r.kind = 'parent-child'
                            WHERE d.generation < ?
                              AND CASE WHEN r.changing IS NULL OR r.changing = ANY (s.imports) THEN NOT r.gone
                                       ELSE r.before IS NOT NULL END
                        ), up (person, relative, generation) AS (
                            SELECT p, p, 0 FROM unnest(?::text[]) AS p
                            UNION
                            SELECT u.person, r.from_person, u.generation + 1
                            FROM up u CROSS JOIN seen s JOIN read_model.relationship r
                                ON r.tenant_id = ? AND r.to_person = u.relative AND r.kind = 'parent-child'
                            WHERE u.generation < ?
                              AND CASE WHEN r.changing IS NULL OR r.changing = ANY (s.imports) THEN NOT r.gone
                                       ELSE r.before IS NOT NULL END
                        ), relative (person, relative, years) AS (
                            SELECT d.person, d.relative, - ? * d.generation FROM down d
                            UNION ALL
                            SELECT u.person, u.relative, ? * u.generation FROM up u
                        ), bounds (person, year) AS (
                            SELECT r.person, r.years
                                + CASE WHEN p.changing IS NULL OR p.changing = ANY (s.imports) THEN p.born_by
                                       ELSE (p.before ->> 'bornBy')::integer END
                            FROM relative r CROSS JOIN seen s JOIN read_model.person p
                                ON p.tenant_id = ? AND p.person = r.relative
                        )
                        SELECT person, min(year) FROM bounds WHERE year IS NOT NULL GROUP BY person""",
                        (Object) imports.array(),
                        (Object) people.toArray(String[]::new),
                        tenant(),
                        depth,
                        (Object) people.toArray(String[]::new),
                        tenant(),
                        depth,
                        youngest,
                        oldest,
                        tenant())
                .forEach(row -> years.put(row.get(0, String.class), row.get(1, Integer.class)));
        return years;
    }
}
