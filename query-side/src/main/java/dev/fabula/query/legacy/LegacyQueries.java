package dev.fabula.query.legacy;

import static dev.fabula.readschema.jooq.Tables.CONTEXT;
import static dev.fabula.readschema.jooq.Tables.LEGACY;
import static dev.fabula.readschema.jooq.Tables.LEGACY_AUDIT;
import static dev.fabula.readschema.jooq.Tables.LEGACY_STORY;
import static dev.fabula.readschema.jooq.Tables.PERSON;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.query.ReadModelProgress;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Legacies of the caller's tenant. */
@Component
class LegacyQueries {

    private static final JsonMapper JSON = EventJson.builder().build();

    /** What is read of people. An import is seen once they all hold it, however far each of them is. */
    private static final List<String> OF_PEOPLE = List.of("person", "relationship");

    private final DSLContext sql;
    private final LegacyLookup lookup;
    private final ReadModelProgress progress;

    LegacyQueries(DSLContext sql, LegacyLookup lookup, ReadModelProgress progress) {
        this.sql = sql;
        this.lookup = lookup;
        this.progress = progress;
    }

    private static String tenant() {
        return Caller.required().tenant().value();
    }

    /**
     * The caller before a legacy that they may read.
     *
     * @throws dev.fabula.contracts.command.CommandRefusedException where there is none, or they may not
     */
    public Visitor visit(String idOrSlug) {
        LegacyLookup.Found found =
                lookup.find(idOrSlug).orElseThrow(() -> LegacyRefusals.notFound("legacy", idOrSlug));
        return Visitor.of(found.legacy(), seen(found.imported())).require(LegacyRight.READ);
    }

    /** How far the read models are is asked between the transactions, so that none waits for another's connection. */
    private CompleteImports seen(Map<String, Long> imported) {
        if (imported.isEmpty()) {
            return CompleteImports.NONE;
        }
        long folded =
                OF_PEOPLE.stream().mapToLong(progress::reached).min().orElseThrow();
        Set<String> ids = new HashSet<>();
        long upTo = 0;
        for (Map.Entry<String, Long> each : imported.entrySet()) {
            if (each.getValue() <= folded) {
                ids.add(each.getKey());
                upTo = Math.max(upTo, each.getValue());
            }
        }
        return new CompleteImports(ids, upTo);
    }

    /**
     * By slug.
     *
     * @param after the slug before the first one; nothing for the beginning
     */
    @Transactional(readOnly = true)
    public List<LegacyRow> all(@Nullable String after, int most) {
        return sql.select(LEGACY.fields())
                .from(LEGACY)
                .where(LEGACY.TENANT_ID.eq(tenant()))
                .and(after == null ? DSL.noCondition() : LEGACY.SLUG.gt(after))
                .orderBy(LEGACY.SLUG)
                .limit(most)
                .fetch(LegacyQueries::row);
    }

    static LegacyRow row(Record row) {
        return new LegacyRow(
                row.get(LEGACY.LEGACY_),
                row.get(LEGACY.SLUG),
                row.get(LEGACY.NAME),
                row.get(LEGACY.DESCRIPTION),
                row.get(LEGACY.OWNER),
                row.get(LEGACY.ARCHIVED),
                JSON.readValue(row.get(LEGACY.MEMBERS).data(), new TypeReference<>() {}),
                JSON.readValue(row.get(LEGACY.INVITATIONS).data(), new TypeReference<>() {}),
                row.get(LEGACY.CREATED_AT),
                row.get(LEGACY.CHANGED_AT),
                row.get(LEGACY.VERSION));
    }

    /**
     * How much there is in a legacy.
     *
     * @param people nothing for outsiders, whom the number would tell of those that they are not to see
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Counts(@Nullable Integer people, int stories, int contexts) {
        Counts forOutsiders() {
            return new Counts(null, stories, contexts);
        }
    }

    @Transactional(readOnly = true)
    public Counts counts(Visitor visitor) {
        String legacy = visitor.legacy().legacy();
        return new Counts(
                people(visitor),
                sql.fetchCount(
                        LEGACY_STORY,
                        LEGACY_STORY
                                .TENANT_ID
                                .eq(tenant())
                                .and(LEGACY_STORY.LEGACY.eq(legacy))
                                .and(LEGACY_STORY.PUBLISHED.isNotNull())
                                .andNot(LEGACY_STORY.REMOVED)),
                sql.fetchCount(CONTEXT, CONTEXT.TENANT_ID.eq(tenant()).and(CONTEXT.LEGACY.eq(legacy))));
    }

    /** All, which an index alone can tell, but for those whom an import has added that is not seen. */
    private int people(Visitor visitor) {
        Condition told = PERSON.TENANT_ID
                .eq(tenant())
                .and(PERSON.LEGACY.eq(visitor.legacy().legacy()))
                .and(PERSON.MERGED_INTO.isNull());
        List<String> unseen = UnseenImports.adding(sql, visitor);
        return sql.fetchCount(PERSON, told)
                - (unseen.isEmpty()
                        ? 0
                        : sql.fetchCount(PERSON, told.and(PERSON.BEFORE.isNull()).and(PERSON.CHANGING.in(unseen))));
    }

    /** @param date as GEDCOM 7 writes it */
    record ContextEntry(
            String context,
            String kind,
            String name,
            @Nullable String description,
            @Nullable String date,
            @Nullable String place) {}

    @Transactional(readOnly = true)
    public List<ContextEntry> contexts(String legacy, @Nullable String after, int most) {
        return sql.select(
                        CONTEXT.CONTEXT_, CONTEXT.KIND, CONTEXT.NAME, CONTEXT.DESCRIPTION, CONTEXT.DATED, CONTEXT.PLACE)
                .from(CONTEXT)
                .where(CONTEXT.TENANT_ID.eq(tenant()))
                .and(CONTEXT.LEGACY.eq(legacy))
                .and(after == null ? DSL.noCondition() : CONTEXT.CONTEXT_.gt(after))
                .orderBy(CONTEXT.CONTEXT_)
                .limit(most)
                .fetch(row -> new ContextEntry(
                        row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6()));
    }

    /**
     * @param position in the history
     * @param happened the wire name of the event
     * @param stream of what it happened to
     */
    record AuditEntry(long position, String happened, String stream, String actor, String actorKind, Instant at) {}

    /**
     * The last first.
     *
     * @param before the position after the first one; nothing for the end
     */
    @Transactional(readOnly = true)
    public List<AuditEntry> audit(String legacy, @Nullable Long before, int most) {
        // A key is the legacy, a slash, and the position in nineteen digits; what follows a slash is a zero.
        String end = before == null ? legacy + '0' : String.format(Locale.ROOT, "%s/%019d", legacy, before);
        return sql.select(
                        LEGACY_AUDIT.POSITION,
                        LEGACY_AUDIT.HAPPENED,
                        LEGACY_AUDIT.STREAM,
                        LEGACY_AUDIT.ACTOR,
                        LEGACY_AUDIT.ACTOR_KIND,
                        LEGACY_AUDIT.AT)
                .from(LEGACY_AUDIT)
                .where(LEGACY_AUDIT.TENANT_ID.eq(tenant()))
                .and(LEGACY_AUDIT.ID.gt(legacy + '/'))
                .and(LEGACY_AUDIT.ID.lt(end))
                .orderBy(LEGACY_AUDIT.ID.desc())
                .limit(most)
                .fetch(row -> new AuditEntry(
                        row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6()));
    }
}
