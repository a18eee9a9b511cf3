package dev.fabula.query.storysession;

import static dev.fabula.readschema.jooq.Tables.STORY_SESSION;

import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.query.TimeCursor;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lists of sessions of the caller. */
@Component
class ShelfQueries {

    private final DSLContext sql;

    ShelfQueries(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * The last active first.
     *
     * @param after the place before the first one; nothing for the beginning
     */
    @Transactional(readOnly = true)
    public List<SessionRow> history(@Nullable TimeCursor after, int most) {
        return sql.select(STORY_SESSION.fields())
                .from(STORY_SESSION)
                .where(callers())
                .and(
                        after == null
                                ? DSL.noCondition()
                                : DSL.row(STORY_SESSION.LAST_ACTIVITY_AT, STORY_SESSION.SESSION)
                                        .lt(after.at(), after.id()))
                .orderBy(STORY_SESSION.LAST_ACTIVITY_AT.desc(), STORY_SESSION.SESSION.desc())
                .limit(most)
                .fetch(StoriesNow::session);
    }

    /**
     * The sessions of a story by id, which is the order in which they were begun.
     *
     * @param after the session before the first one; nothing for the beginning
     */
    @Transactional(readOnly = true)
    public List<SessionRow> tree(String root, @Nullable String after, int most) {
        return sql.select(STORY_SESSION.fields())
                .from(STORY_SESSION)
                .where(callers())
                .and(STORY_SESSION.ROOT.eq(root))
                .and(after == null ? DSL.noCondition() : STORY_SESSION.SESSION.gt(after))
                .orderBy(STORY_SESSION.SESSION)
                .limit(most)
                .fetch(StoriesNow::session);
    }

    private static Condition callers() {
        Caller caller = Caller.required();
        return STORY_SESSION
                .TENANT_ID
                .eq(caller.tenant().value())
                .and(STORY_SESSION.OWNER.eq(caller.actor().value()));
    }
}
