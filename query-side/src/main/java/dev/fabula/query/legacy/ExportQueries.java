package dev.fabula.query.legacy;

import static dev.fabula.readschema.jooq.Tables.GEDCOM_IMPORT;
import static dev.fabula.readschema.jooq.Tables.GEDCOM_RECORD;
import static dev.fabula.readschema.jooq.Tables.PERSON;
import static dev.fabula.readschema.jooq.Tables.RELATIONSHIP;

import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.RelationshipKind;
import dev.fabula.contracts.tenancy.Caller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All of a legacy, a page at a time. Within a transaction, in which the database keeps what is yet to be read. What an
 * import that is not complete has changed is read as it was before.
 */
@Component
class ExportQueries {

    private static final JsonMapper JSON = EventJson.builder().build();
    /** Rows that are in memory at the same time. */
    private static final int PAGE = 200;

    private final DSLContext sql;

    ExportQueries(DSLContext sql) {
        this.sql = sql;
    }

    private static String tenant() {
        return Caller.required().tenant().value();
    }

    /** What is read of which legacy. */
    record Scope(String legacy, CompleteImports imports) {}

    @FunctionalInterface
    interface Reader<T> {
        void read(List<T> page) throws IOException;
    }

    /** What is complete, as far as everything else that is read holds it too. */
    Scope scope(String legacy, long upTo) {
        Set<String> complete = sql.select(GEDCOM_IMPORT.IMPORT)
                .from(GEDCOM_IMPORT)
                .where(GEDCOM_IMPORT.TENANT_ID.eq(tenant()))
                .and(GEDCOM_IMPORT.LEGACY.eq(legacy))
                .and(GEDCOM_IMPORT.STATE.eq(ImportRow.COMPLETE))
                .and(GEDCOM_IMPORT.POSITION.le(upTo))
                .fetchSet(GEDCOM_IMPORT.IMPORT);
        return new Scope(legacy, new CompleteImports(complete, upTo));
    }

    /** By name, without those who were merged. */
    void people(Scope scope, Reader<ExportedPerson> reader) throws IOException {
        pages(
                sql.select(PERSON.fields())
                        .from(PERSON)
                        .where(PERSON.TENANT_ID.eq(tenant()))
                        .and(PERSON.LEGACY.eq(scope.legacy()))
                        .and(PERSON.MERGED_INTO.isNull())
                        .orderBy(PERSON.SORT_NAME, PERSON.PERSON_),
                row -> person(row, scope),
                reader);
    }

    /** Those who were merged into somebody. */
    void merged(Scope scope, Reader<ExportedPerson> reader) throws IOException {
        pages(
                sql.select(PERSON.fields())
                        .from(PERSON)
                        .where(PERSON.TENANT_ID.eq(tenant()))
                        .and(PERSON.LEGACY.eq(scope.legacy()))
                        .and(PERSON.MERGED_INTO.isNotNull())
                        .orderBy(PERSON.PERSON_),
                row -> person(row, scope),
                reader);
    }

    List<ExportedPerson> people(Scope scope, Collection<String> some) {
        return some.isEmpty()
                ? List.of()
                : sql
                        .select(PERSON.fields())
                        .from(PERSON)
                        .where(PERSON.TENANT_ID.eq(tenant()))
                        .and(PERSON.PERSON_.in(some))
                        .orderBy(PERSON.PERSON_)
                        .fetch(row -> person(row, scope))
                        .stream()
                        .flatMap(Optional::stream)
                        .toList();
    }

    private static Optional<ExportedPerson> person(Record row, Scope scope) {
        return PeopleQueries.seen(row, scope.imports()).map(seen -> {
            JSONB before = row.get(PERSON.BEFORE);
            if (scope.imports().see(row.get(PERSON.CHANGING)) || before == null) {
                return new ExportedPerson(
                        seen, Arrays.asList(row.get(PERSON.MORE)), Arrays.asList(row.get(PERSON.SOURCES)));
            }
            JsonNode then = JSON.readTree(before.data());
            return new ExportedPerson(seen, texts(then.path("more")), texts(then.path("sources")));
        });
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asString()));
        return texts;
    }

    /**
     * What joins two people, under the ids that they had before any merge.
     *
     * @param pedigree in the words of the database
     */
    record Joined(
            String relationship,
            RelationshipKind kind,
            String from,
            @Nullable String to,
            @Nullable String pedigree,
            @Nullable String role,
            @Nullable String family,
            @Nullable Integer place,
            List<LifeFact> facts,
            List<String> more) {}

    /** Partners, parents and children; by id, which tells nothing of them. */
    void families(Scope scope, Reader<Joined> reader) throws IOException {
        pages(
                sql.select(RELATIONSHIP.fields())
                        .from(RELATIONSHIP)
                        .where(RELATIONSHIP.TENANT_ID.eq(tenant()))
                        .and(RELATIONSHIP.LEGACY.eq(scope.legacy()))
                        .and(RELATIONSHIP.KIND.ne(RelationshipKind.ASSOCIATION.wireName()))
                        .orderBy(RELATIONSHIP.RELATIONSHIP_),
                row -> joined(row, scope),
                reader);
    }

    List<Joined> relationships(Scope scope, Collection<String> some) {
        return some.isEmpty() ? List.of() : joined(scope, RELATIONSHIP.RELATIONSHIP_.in(some));
    }

    /** Whom these people had to do with. */
    List<Joined> associations(Scope scope, Collection<String> of) {
        return joined(
                scope,
                RELATIONSHIP.FROM_PERSON.in(of).and(RELATIONSHIP.KIND.eq(RelationshipKind.ASSOCIATION.wireName())));
    }

    private List<Joined> joined(Scope scope, Condition which) {
        return sql
                .select(RELATIONSHIP.fields())
                .from(RELATIONSHIP)
                .where(RELATIONSHIP.TENANT_ID.eq(tenant()))
                .and(which)
                .orderBy(RELATIONSHIP.RELATIONSHIP_)
                .fetch(row -> joined(row, scope))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** As a relationship's row was before. */
    private record Before(
            RelationshipKind kind,
            String fromPerson,
            @Nullable String toPerson,
            @Nullable String pedigree,
            @Nullable String role,
            @Nullable String family,
            @Nullable Integer place,
            List<LifeFact> facts,
            List<String> more) {}

    private static Optional<Joined> joined(Record row, Scope scope) {
        String id = row.get(RELATIONSHIP.RELATIONSHIP_);
        if (!scope.imports().see(row.get(RELATIONSHIP.CHANGING))) {
            JSONB json = row.get(RELATIONSHIP.BEFORE);
            if (json == null) {
                return Optional.empty();
            }
            Before before = JSON.readValue(json.data(), Before.class);
            return Optional.of(new Joined(
                    id,
                    before.kind(),
                    before.fromPerson(),
                    before.toPerson(),
                    before.pedigree(),
                    before.role(),
                    before.family(),
                    before.place(),
                    before.facts(),
                    before.more()));
        }
        if (row.get(RELATIONSHIP.GONE)) {
            return Optional.empty();
        }
        return Optional.of(new Joined(
                id,
                RelationshipKind.valueOf(
                        row.get(RELATIONSHIP.KIND).toUpperCase(Locale.ROOT).replace('-', '_')),
                row.get(RELATIONSHIP.FROM_PERSON),
                row.get(RELATIONSHIP.TO_PERSON),
                row.get(RELATIONSHIP.PEDIGREE),
                row.get(RELATIONSHIP.ROLE),
                row.get(RELATIONSHIP.FAMILY),
                row.get(RELATIONSHIP.PLACE),
                JSON.readValue(row.get(RELATIONSHIP.FACTS).data(), new TypeReference<>() {}),
                Arrays.asList(row.get(RELATIONSHIP.MORE))));
    }

    /**
     * A record that is nobody's.
     *
     * @param xref its name in the file, with at signs
     * @param lines below it; nothing where only its name was asked for
     */
    record Kept(
            String record,
            String tree,
            String tag,
            @Nullable String xref,
            List<String> lines) {}

    /** Which there are, without their lines; by id. */
    void records(Scope scope, Reader<Kept> reader) throws IOException {
        pages(
                sql.select(
                                GEDCOM_RECORD.RECORD,
                                GEDCOM_RECORD.TREE,
                                GEDCOM_RECORD.TAG,
                                GEDCOM_RECORD.XREF,
                                GEDCOM_RECORD.CHANGING,
                                DSL.field(GEDCOM_RECORD.BEFORE.isNotNull()))
                        .from(GEDCOM_RECORD)
                        .where(GEDCOM_RECORD.TENANT_ID.eq(tenant()))
                        .and(GEDCOM_RECORD.LEGACY.eq(scope.legacy()))
                        .orderBy(GEDCOM_RECORD.RECORD),
                row -> scope.imports().see(row.value5()) || row.value6()
                        ? Optional.of(new Kept(row.value1(), row.value2(), row.value3(), row.value4(), List.of()))
                        : Optional.empty(),
                reader);
    }

    /** Those records with their lines. */
    List<Kept> records(Scope scope, Collection<String> some) {
        return some.isEmpty()
                ? List.of()
                : sql
                        .select(GEDCOM_RECORD.fields())
                        .from(GEDCOM_RECORD)
                        .where(GEDCOM_RECORD.TENANT_ID.eq(tenant()))
                        .and(GEDCOM_RECORD.LEGACY.eq(scope.legacy()))
                        .and(GEDCOM_RECORD.RECORD.in(some))
                        .orderBy(GEDCOM_RECORD.RECORD)
                        .fetch(row -> kept(row, scope))
                        .stream()
                        .flatMap(Optional::stream)
                        .toList();
    }

    private static Optional<Kept> kept(Record row, Scope scope) {
        String[] lines = scope.imports().see(row.get(GEDCOM_RECORD.CHANGING))
                ? row.get(GEDCOM_RECORD.LINES)
                : row.get(GEDCOM_RECORD.BEFORE);
        return lines == null
                ? Optional.empty()
                : Optional.of(new Kept(
                        row.get(GEDCOM_RECORD.RECORD),
                        row.get(GEDCOM_RECORD.TREE),
                        row.get(GEDCOM_RECORD.TAG),
                        row.get(GEDCOM_RECORD.XREF),
                        List.of(lines)));
    }

    @FunctionalInterface
    private interface Mapping<R, T> {
        Optional<T> of(R row);
    }

    private static <R extends Record, T> void pages(ResultQuery<R> query, Mapping<R, T> mapping, Reader<T> reader)
            throws IOException {
        try (Cursor<R> cursor = query.fetchSize(PAGE).fetchLazy()) {
            while (cursor.hasNext()) {
                List<T> page = new ArrayList<>(PAGE);
                cursor.fetchNext(PAGE).forEach(row -> mapping.of(row).ifPresent(page::add));
                if (!page.isEmpty()) {
                    reader.read(page);
                }
            }
        }
    }

    /** Of what is in memory. */
    static <T> List<List<T>> pages(List<T> all) {
        List<List<T>> pages = new ArrayList<>();
        for (int first = 0; first < all.size(); first += PAGE) {
            pages.add(all.subList(first, Math.min(all.size(), first + PAGE)));
        }
        return pages;
    }
}
