package dev.fabula.query.legacy;

import static dev.fabula.readschema.jooq.Tables.PERSON;
import static dev.fabula.readschema.jooq.Tables.RELATIONSHIP;

import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.legacy.LivingStatus;
import dev.fabula.contracts.legacy.RelationshipKind;
import dev.fabula.contracts.tenancy.Caller;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** People and what joins them, as the read models have them; who may see them is asked elsewhere. */
@Component
class PeopleQueries {

    private static final JsonMapper JSON = EventJson.builder().build();

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
     * By name.
     *
     * @param beginning of the name by which they are ordered; nothing for all
     * @param after the place before the first one; nothing for the beginning
     */
    @Transactional(readOnly = true)
    public List<PersonRow> list(String legacy, @Nullable String beginning, @Nullable Place after, int most) {
        return sql.select(PERSON.fields())
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tenant()))
                .and(PERSON.LEGACY.eq(legacy))
                .and(PERSON.MERGED_INTO.isNull())
                .and(
                        beginning == null
                                ? DSL.noCondition()
                                : PERSON.SORT_NAME.startsWith(beginning.toLowerCase(Locale.ROOT)))
                .and(
                        after == null
                                ? DSL.noCondition()
                                : DSL.row(PERSON.SORT_NAME, PERSON.PERSON_).gt(after.sortName(), after.person()))
                .orderBy(PERSON.SORT_NAME, PERSON.PERSON_)
                .limit(most)
                .fetch(PeopleQueries::row);
    }

    /** Also one who was merged, whose row says into whom. */
    @Transactional(readOnly = true)
    public Optional<PersonRow> find(String legacy, String person) {
        return sql.select(PERSON.fields())
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tenant()))
                .and(PERSON.PERSON_.eq(person))
                .and(PERSON.LEGACY.eq(legacy))
                .fetchOptional(PeopleQueries::row);
    }

    /** Those that there are, by id; who was merged is answered as the one that they are told of as. */
    @Transactional(readOnly = true)
    public Map<String, PersonRow> all(Collection<String> people) {
        Map<String, PersonRow> found = new HashMap<>();
        sql.select(PERSON.fields())
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tenant()))
                .and(PERSON.PERSON_.in(people))
                .forEach(record -> {
                    PersonRow row = row(record);
                    found.put(row.person(), row);
                });
        return found;
    }

    private static PersonRow row(Record row) {
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
    public List<String> notesOfMerged(String person) {
        return sql
                .select(PERSON.NOTES)
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tenant()))
                .and(PERSON.MERGED_INTO.eq(person))
                .orderBy(PERSON.PERSON_)
                .fetch(PERSON.NOTES)
                .stream()
                .flatMap(Arrays::stream)
                .toList();
    }

    /** All that join somebody to others, under their own id or that of one who was merged into them. */
    @Transactional(readOnly = true)
    public List<RelationshipRow> of(String person, int most) {
        List<String> ids = sql.select(PERSON.PERSON_)
                .from(PERSON)
                .where(PERSON.TENANT_ID.eq(tenant()))
                .and(PERSON.PERSON_.eq(person).or(PERSON.MERGED_INTO.eq(person)))
                .fetch(PERSON.PERSON_);
        var from = PERSON.as("f");
        var to = PERSON.as("t");
        Field<String> fromNow = DSL.coalesce(from.MERGED_INTO, RELATIONSHIP.FROM_PERSON);
        Field<String> toNow = DSL.coalesce(to.MERGED_INTO, RELATIONSHIP.TO_PERSON);
        return sql.select(
                        RELATIONSHIP.RELATIONSHIP_,
                        RELATIONSHIP.KIND,
                        fromNow,
                        toNow,
                        RELATIONSHIP.PEDIGREE,
                        RELATIONSHIP.ROLE,
                        RELATIONSHIP.FAMILY,
                        RELATIONSHIP.PLACE,
                        RELATIONSHIP.FACTS)
                .from(RELATIONSHIP)
                .leftJoin(from)
                .on(from.TENANT_ID.eq(RELATIONSHIP.TENANT_ID).and(from.PERSON_.eq(RELATIONSHIP.FROM_PERSON)))
                .leftJoin(to)
                .on(to.TENANT_ID.eq(RELATIONSHIP.TENANT_ID).and(to.PERSON_.eq(RELATIONSHIP.TO_PERSON)))
                .where(RELATIONSHIP.TENANT_ID.eq(tenant()))
                .and(RELATIONSHIP.FROM_PERSON.in(ids).or(RELATIONSHIP.TO_PERSON.in(ids)))
                .orderBy(RELATIONSHIP.FAMILY, RELATIONSHIP.PLACE, RELATIONSHIP.RELATIONSHIP_)
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

    /**
     * When people were born at the latest, as far as their families tell: a parent is at least so much older than a child,
     * a child at most so much younger than a parent.
     *
     * @param depth how many generations to look up and down
     * @return the least year for each of whom there is one
     */
    @Transactional(readOnly = true)
    public Map<String, Integer> bornByFamily(Collection<String> people, int depth, int youngest, int oldest) {
        Map<String, Integer> years = new HashMap<>();
        if (people.isEmpty()) {
            return years;
        }
        sql.resultQuery(
                        """
                        WITH RECURSIVE down (person, relative, generation) AS (
                            SELECT p, p, 0 FROM unnest(?::text[]) AS p
                            UNION
                            SELECT d.person, r.to_person, d.generation + 1
                            FROM down d JOIN read_model.relationship r
                                ON r.tenant_id = ? AND r.from_person = d.relative AND r.kind = 'parent-child'
                            WHERE d.generation < ?
                        ), up (person, relative, generation) AS (
                            SELECT p, p, 0 FROM unnest(?::text[]) AS p
                            UNION
                            SELECT u.person, r.from_person, u.generation + 1
                            FROM up u JOIN read_model.relationship r
                                ON r.tenant_id = ? AND r.to_person = u.relative AND r.kind = 'parent-child'
                            WHERE u.generation < ?
                        ), bounds (person, year) AS (
                            SELECT d.person, p.born_by - ? * d.generation
                            FROM down d JOIN read_model.person p ON p.tenant_id = ? AND p.person = d.relative
                            WHERE p.born_by IS NOT NULL
                            UNION ALL
                            SELECT u.person, p.born_by + ? * u.generation
                            FROM up u JOIN read_model.person p ON p.tenant_id = ? AND p.person = u.relative
                            WHERE p.born_by IS NOT NULL
                        )
                        SELECT person, min(year) FROM bounds GROUP BY person""",
                        (Object) people.toArray(String[]::new),
                        tenant(),
                        depth,
                        (Object) people.toArray(String[]::new),
                        tenant(),
                        depth,
                        youngest,
                        tenant(),
                        oldest,
                        tenant())
                .forEach(row -> years.put(row.get(0, String.class), row.get(1, Integer.class)));
        return years;
    }
}
