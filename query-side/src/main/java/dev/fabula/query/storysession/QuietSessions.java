package dev.fabula.query.storysession;

import static dev.fabula.readschema.jooq.Tables.STORY_SESSION;

import dev.fabula.contracts.storysession.StorySessionId;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.query.AllTenants;
import java.time.Instant;
import java.util.List;
import org.jooq.impl.DSL;

/** Sessions of all tenants in which nothing happens, as far as the read model has come: something may have by now. */
public final class QuietSessions {

    private final AllTenants all;

    public QuietSessions(AllTenants all) {
        this.all = all;
    }

    /** @param version the sequence of the session's last event */
    public record QuietSession(
            TenantId tenant, StorySessionId session, ActorId owner, Instant lastActivityAt, long version) {}

    /**
     * Active ones in which nothing has happened since then, the quietest first.
     *
     * @param most 1 to 10,000
     */
    public List<QuietSession> quietSince(Instant time, int most) {
        return all.read(sql -> sql.select(
                        STORY_SESSION.TENANT_ID,
                        STORY_SESSION.SESSION,
                        STORY_SESSION.OWNER,
                        STORY_SESSION.LAST_ACTIVITY_AT,
                        STORY_SESSION.VERSION)
                .from(STORY_SESSION)
                // As the index has it, which a parameter would keep from being used.
                .where(STORY_SESSION.STATE.eq(DSL.inline("active")))
                .and(STORY_SESSION.LAST_ACTIVITY_AT.lt(time))
                .orderBy(STORY_SESSION.LAST_ACTIVITY_AT)
                .limit(AllTenants.limit(most))
                .fetch(row -> new QuietSession(
                        new TenantId(row.value1()),
                        new StorySessionId(row.value2()),
                        new ActorId(row.value3()),
                        row.value4(),
                        row.value5())));
    }
}
