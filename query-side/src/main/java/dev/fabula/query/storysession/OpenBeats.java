package dev.fabula.query.storysession;

import static dev.fabula.readschema.jooq.Tables.OPEN_BEAT;

import dev.fabula.contracts.storysession.StorySessionId;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.query.AllTenants;
import java.time.Instant;
import java.util.List;

/** Beats of all tenants that somebody waits for, as far as the read model has come: an outcome may be there already. */
public final class OpenBeats {

    private final AllTenants all;

    public OpenBeats(AllTenants all) {
        this.all = all;
    }

    /** @param request what its outcome will name */
    public record OpenBeat(
            TenantId tenant, StorySessionId session, String request, ActorId owner, int beat, Instant requestedAt) {}

    /**
     * Those that were requested before, the oldest first.
     *
     * @param most 1 to 10,000
     */
    public List<OpenBeat> olderThan(Instant time, int most) {
        return all.read(sql -> sql.select(
                        OPEN_BEAT.TENANT_ID,
                        OPEN_BEAT.SESSION,
                        OPEN_BEAT.REQUEST,
                        OPEN_BEAT.OWNER,
                        OPEN_BEAT.BEAT,
                        OPEN_BEAT.REQUESTED_AT)
                .from(OPEN_BEAT)
                .where(OPEN_BEAT.REQUESTED_AT.lt(time))
                .orderBy(OPEN_BEAT.REQUESTED_AT)
                .limit(AllTenants.limit(most))
                .fetch(row -> new OpenBeat(
                        new TenantId(row.value1()),
                        new StorySessionId(row.value2()),
                        row.value3(),
                        new ActorId(row.value4()),
                        row.value5(),
                        row.value6())));
    }
}
