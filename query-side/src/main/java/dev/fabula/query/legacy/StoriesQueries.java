package dev.fabula.query.legacy;

import static dev.fabula.readschema.jooq.Tables.LEGACY_STORY;
import static dev.fabula.readschema.jooq.Tables.STORY_REVISION;

import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.query.TimeCursor;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Written memories, as the read models have them; who may see them is asked elsewhere. */
@Component
class StoriesQueries {

    private static final JsonMapper JSON = EventJson.builder().build();

    private final DSLContext sql;

    StoriesQueries(DSLContext sql) {
        this.sql = sql;
    }

    /** @param flags that are open */
    record StoryRow(
            String story,
            String legacy,
            String author,
            int revision,
            @Nullable Integer published,
            boolean removed,
            List<String> tags,
            List<Flag> flags,
            Instant writtenAt,
            Instant changedAt,
            long version) {}

    record Flag(String flag, String reason, @Nullable String note, String flaggedBy, Instant flaggedAt) {}

    /** @param reason why it was revised, in its author's words */
    record Revision(
            String story,
            int revision,
            String author,
            String title,
            String text,
            List<String> people,
            List<String> contexts,
            @Nullable String reason,
            Instant writtenAt) {}

    private static Condition tenants() {
        return LEGACY_STORY.TENANT_ID.eq(Caller.required().tenant().value());
    }

    @Transactional(readOnly = true)
    public Optional<StoryRow> find(String story) {
        return sql.select(LEGACY_STORY.fields())
                .from(LEGACY_STORY)
                .where(tenants())
                .and(LEGACY_STORY.STORY.eq(story))
                .fetchOptional(StoriesQueries::row);
    }

    /** Those that there are. */
    @Transactional(readOnly = true)
    public List<StoryRow> all(Collection<String> some) {
        return sql.select(LEGACY_STORY.fields())
                .from(LEGACY_STORY)
                .where(tenants())
                .and(LEGACY_STORY.STORY.in(some))
                .fetch(StoriesQueries::row);
    }

    /**
     * The last written first.
     *
     * @param flagged only those that somebody should look at
     * @param after the place before the first one; nothing for the beginning
     */
    @Transactional(readOnly = true)
    public List<StoryRow> list(String legacy, boolean flagged, @Nullable TimeCursor after, int most) {
        return sql.select(LEGACY_STORY.fields())
                .from(LEGACY_STORY)
                .where(tenants())
                .and(LEGACY_STORY.LEGACY.eq(legacy))
                .and(flagged ? LEGACY_STORY.FLAGS.ne(JSONB.valueOf("[]")) : DSL.noCondition())
                .and(
                        after == null
                                ? DSL.noCondition()
                                : DSL.row(LEGACY_STORY.WRITTEN_AT, LEGACY_STORY.STORY)
                                        .lt(after.at(), after.id()))
                .orderBy(LEGACY_STORY.WRITTEN_AT.desc(), LEGACY_STORY.STORY.desc())
                .limit(most)
                .fetch(StoriesQueries::row);
    }

    private static StoryRow row(Record row) {
        return new StoryRow(
                row.get(LEGACY_STORY.STORY),
                row.get(LEGACY_STORY.LEGACY),
                row.get(LEGACY_STORY.AUTHOR),
                row.get(LEGACY_STORY.REVISION),
                row.get(LEGACY_STORY.PUBLISHED),
                row.get(LEGACY_STORY.REMOVED),
                Arrays.asList(row.get(LEGACY_STORY.TAGS)),
                JSON.readValue(row.get(LEGACY_STORY.FLAGS).data(), new TypeReference<>() {}),
                row.get(LEGACY_STORY.WRITTEN_AT),
                row.get(LEGACY_STORY.CHANGED_AT),
                row.get(LEGACY_STORY.VERSION));
    }

    /** In six digits, as the read model has it. */
    static String key(String story, int revision) {
        return String.format(Locale.ROOT, "%s/%06d", story, revision);
    }

    /** A revision without what it tells. */
    record Heading(String story, int revision, String title, List<String> people) {}

    /** Those that there are, by key. */
    @Transactional(readOnly = true)
    public Map<String, Heading> headings(Collection<String> keys) {
        Map<String, Heading> found = new HashMap<>();
        sql.select(
                        STORY_REVISION.ID,
                        STORY_REVISION.STORY,
                        STORY_REVISION.REVISION,
                        STORY_REVISION.TITLE,
                        STORY_REVISION.PEOPLE)
                .from(STORY_REVISION)
                .where(STORY_REVISION.TENANT_ID.eq(Caller.required().tenant().value()))
                .and(STORY_REVISION.ID.in(keys))
                .forEach(row -> found.put(
                        row.value1(),
                        new Heading(row.value2(), row.value3(), row.value4(), Arrays.asList(row.value5()))));
        return found;
    }

    /** Those that there are, by key. */
    @Transactional(readOnly = true)
    public Map<String, Revision> revisions(Collection<String> keys) {
        Map<String, Revision> found = new HashMap<>();
        sql.select(STORY_REVISION.fields())
                .from(STORY_REVISION)
                .where(STORY_REVISION.TENANT_ID.eq(Caller.required().tenant().value()))
                .and(STORY_REVISION.ID.in(keys))
                .forEach(row -> found.put(row.get(STORY_REVISION.ID), revision(row)));
        return found;
    }

    /**
     * The first first.
     *
     * @param after the number before the first one
     */
    @Transactional(readOnly = true)
    public List<Revision> revisionsOf(String story, int after, int most) {
        return sql.select(STORY_REVISION.fields())
                .from(STORY_REVISION)
                .where(STORY_REVISION.TENANT_ID.eq(Caller.required().tenant().value()))
                .and(STORY_REVISION.ID.gt(key(story, after)))
                .and(STORY_REVISION.ID.lt(story + '0'))
                .orderBy(STORY_REVISION.ID)
                .limit(most)
                .fetch(StoriesQueries::revision);
    }

    private static Revision revision(Record row) {
        return new Revision(
                row.get(STORY_REVISION.STORY),
                row.get(STORY_REVISION.REVISION),
                row.get(STORY_REVISION.AUTHOR),
                row.get(STORY_REVISION.TITLE),
                row.get(STORY_REVISION.TEXT),
                Arrays.asList(row.get(STORY_REVISION.PEOPLE)),
                Arrays.asList(row.get(STORY_REVISION.CONTEXTS)),
                row.get(STORY_REVISION.REASON),
                row.get(STORY_REVISION.WRITTEN_AT));
    }
}
