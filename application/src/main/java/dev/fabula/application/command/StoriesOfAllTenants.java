package dev.fabula.application.command;

import dev.fabula.command.storysession.OpenRequest;
import dev.fabula.command.storysession.StoryViews;
import dev.fabula.query.storysession.OpenBeats;
import dev.fabula.query.storysession.QuietSessions;
import java.time.Instant;
import java.util.List;

/** What processes look for in the read models. */
final class StoriesOfAllTenants implements StoryViews {

    private final OpenBeats beats;
    private final QuietSessions sessions;

    StoriesOfAllTenants(OpenBeats beats, QuietSessions sessions) {
        this.beats = beats;
        this.sessions = sessions;
    }

    @Override
    public List<OpenRequest> openSince(Instant before, int most) {
        return beats.olderThan(before, most).stream()
                .map(open -> new OpenRequest(open.tenant(), open.session(), open.request()))
                .toList();
    }

    @Override
    public List<QuietSession> quietSince(Instant before, int most) {
        return sessions.quietSince(before, most).stream()
                .map(quiet -> new QuietSession(quiet.tenant(), quiet.session()))
                .toList();
    }
}
