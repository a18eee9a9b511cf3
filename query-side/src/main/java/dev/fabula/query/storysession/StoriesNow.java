package dev.fabula.query.storysession;

import static dev.fabula.readschema.jooq.Tables.STORY_BEAT;
import static dev.fabula.readschema.jooq.Tables.STORY_SESSION;

import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.tenancy.Caller;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Record3;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Stories as the read models have them. */
@Component
class StoriesNow implements StorySource {

    private static final JsonMapper JSON = EventJson.builder().build();

    private final DSLContext sql;

    StoriesNow(DSLContext sql) {
        this.sql = sql;
    }

    /** In a transaction in which session and beats belong together, as they do in all that only read. */
    @Transactional(readOnly = true)
    public <T> T atOneMoment(Function<StorySource, T> question) {
        return question.apply(this);
    }

    @Override
    public List<SessionRow> lineage(String session) {
        String tenant = Caller.required().tenant().value();
        List<SessionRow> alone = sql.select(STORY_SESSION.fields())
                .from(STORY_SESSION)
                .where(STORY_SESSION.TENANT_ID.eq(tenant).and(STORY_SESSION.SESSION.eq(session)))
                .fetch(StoriesNow::session);
        // Most stories are no branches, and their rows are found without a recursion.
        return alone.isEmpty() || alone.getFirst().parent() == null ? alone : ancestry(tenant, session);
    }

    private List<SessionRow> ancestry(String tenant, String session) {
        var generation = DSL.field(DSL.name("line", "generation"), Integer.class);
        var parent = DSL.field(DSL.name("line", "parent"), String.class);
        CommonTableExpression<Record3<String, String, Integer>> line = DSL.name("line")
                .fields("session", "parent", "generation")
                .as(DSL.select(STORY_SESSION.SESSION, STORY_SESSION.PARENT, DSL.inline(0))
                        .from(STORY_SESSION)
                        .where(STORY_SESSION.TENANT_ID.eq(tenant).and(STORY_SESSION.SESSION.eq(session)))
                        .unionAll(DSL.select(STORY_SESSION.SESSION, STORY_SESSION.PARENT, generation.plus(1))
                                .from(STORY_SESSION)
                                .join(DSL.table(DSL.name("line")))
                                .on(STORY_SESSION.TENANT_ID.eq(tenant).and(STORY_SESSION.SESSION.eq(parent)))
                                .where(generation.lt(MOST_ANCESTORS))));
        List<SessionRow> rows = sql.withRecursive(line)
                .select(STORY_SESSION.fields())
                .from(STORY_SESSION)
                .join(line)
                .on(STORY_SESSION.SESSION.eq(DSL.field(DSL.name("line", "session"), String.class)))
                .where(STORY_SESSION.TENANT_ID.eq(tenant))
                .orderBy(generation)
                .fetch(StoriesNow::session);
        StorySource.requireEnd(rows);
        return rows;
    }

    /** @param row with all columns */
    static SessionRow session(Record row) {
        return new SessionRow(
                row.get(STORY_SESSION.SESSION),
                row.get(STORY_SESSION.OWNER),
                row.get(STORY_SESSION.TITLE),
                row.get(STORY_SESSION.PREMISE),
                Objects.requireNonNull(list(row.get(STORY_SESSION.GENRES))),
                list(row.get(STORY_SESSION.CHARACTERS)),
                row.get(STORY_SESSION.MODE),
                row.get(STORY_SESSION.AGE_TIER),
                row.get(STORY_SESSION.QUALITY),
                row.get(STORY_SESSION.MODEL),
                row.get(STORY_SESSION.PLATFORM),
                row.get(STORY_SESSION.PARENT),
                row.get(STORY_SESSION.PARENT_BEAT),
                row.get(STORY_SESSION.PARENT_ALTERNATIVE),
                row.get(STORY_SESSION.ROOT),
                row.get(STORY_SESSION.STATE),
                row.get(STORY_SESSION.END_REASON),
                row.get(STORY_SESSION.BEATS),
                row.get(STORY_SESSION.OPEN_REQUEST),
                row.get(STORY_SESSION.STARTED_AT),
                row.get(STORY_SESSION.LAST_ACTIVITY_AT),
                row.get(STORY_SESSION.VERSION));
    }

    private static @Nullable List<String> list(String @Nullable [] texts) {
        return texts == null ? null : Arrays.asList(texts);
    }

    @Override
    public Map<BeatAt, BeatRow> beats(Collection<BeatAt> wanted) {
        Map<BeatAt, BeatRow> found = new HashMap<>();
        sql.select(
                        STORY_BEAT.SESSION,
                        STORY_BEAT.BEAT,
                        STORY_BEAT.CURRENT,
                        STORY_BEAT.ALTERNATIVES,
                        STORY_BEAT.CHOICE_MADE)
                .from(STORY_BEAT)
                .where(STORY_BEAT.TENANT_ID.eq(Caller.required().tenant().value()))
                .and(STORY_BEAT.ID.in(wanted.stream().map(BeatAt::key).toList()))
                .forEach(row -> found.put(
                        new BeatAt(row.value1(), row.value2()),
                        new BeatRow(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                JSON.readValue(row.value4().data(), new TypeReference<>() {}),
                                choice(row.value5()))));
        return found;
    }

    private static BeatRow.@Nullable Choice choice(@Nullable JSONB stored) {
        return stored == null ? null : JSON.readValue(stored.data(), BeatRow.Choice.class);
    }
}
