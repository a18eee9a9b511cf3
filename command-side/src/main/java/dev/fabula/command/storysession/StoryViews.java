package dev.fabula.command.storysession;

import dev.fabula.contracts.storysession.StorySessionId;
import dev.fabula.contracts.tenancy.TenantId;
import java.time.Instant;
import java.util.List;

/** What processes look for in all tenants: a port to the read models. Nothing is decided from it. */
public interface StoryViews {

    /** Requests for beats from before that time which have no outcome yet, the oldest first. */
    List<OpenRequest> openSince(Instant before, int most);

    /** Active sessions in which nothing has happened since that time. */
    List<QuietSession> quietSince(Instant before, int most);

    /** A session that may expire. */
    record QuietSession(TenantId tenant, StorySessionId session) {}
}
