package dev.fabula.projection.storysession;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.storysession.StorySessionEvent;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryBranched;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryEnded;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryExpired;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryStarted;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sessions, to be found by their titles and premises. */
final class SearchSessionsProjection implements Projection<String, SessionDocument> {

    @Override
    public String name() {
        return "search-story-sessions";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(
                StoryStarted.class, StoryBranched.class, BeatGenerated.class, StoryEnded.class, StoryExpired.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> event) {
        return List.of(((StorySessionEvent) event.event()).session().value());
    }

    @Override
    public @Nullable SessionDocument evolve(
            String session, @Nullable SessionDocument document, Recorded<DomainEvent> recorded) {
        return switch ((StorySessionEvent) recorded.event()) {
            case StoryStarted started -> SessionDocument.of(started, recorded.at());
            case StoryBranched branched -> SessionDocument.of(branched, recorded.at());
            case BeatGenerated _ when document != null -> document.in(document.state(), recorded.at());
            case StoryEnded _ when document != null -> document.in(SessionState.ENDED, recorded.at());
            case StoryExpired _ when document != null -> document.in(SessionState.EXPIRED, document.changedAt());
            default -> document;
        };
    }

    @Override
    public @Nullable SessionDocument kept(SessionDocument document) {
        return document.isFound() ? document : null;
    }

    @Override
    public Class<SessionDocument> values() {
        return SessionDocument.class;
    }

    @Override
    public String streamOf(String session) {
        return session;
    }
}
