package dev.fabula.projection.storysession;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.storysession.StorySessionEvent;
import dev.fabula.contracts.storysession.StorySessionEvent.AlternativeSelected;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerationFailed;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRejected;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRequested;
import dev.fabula.contracts.storysession.StorySessionEvent.ChoiceMade;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryBranched;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryEnded;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryExpired;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryStarted;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Each session: what it is, how far it has come, and whether it can go on. */
final class SessionsProjection implements Projection<String, SessionRow> {

    @Override
    public String name() {
        return "story-session";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(
                StoryStarted.class,
                StoryBranched.class,
                ChoiceMade.class,
                BeatRequested.class,
                BeatGenerated.class,
                BeatRejected.class,
                BeatGenerationFailed.class,
                AlternativeSelected.class,
                BeatRated.class,
                StoryEnded.class,
                StoryExpired.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> event) {
        return List.of(((StorySessionEvent) event.event()).session().value());
    }

    @Override
    public @Nullable SessionRow evolve(String session, @Nullable SessionRow row, Recorded<DomainEvent> recorded) {
        return switch ((StorySessionEvent) recorded.event()) {
            case StoryStarted started -> SessionRow.started(started, recorded);
            case StoryBranched branched -> SessionRow.branched(branched, recorded);
            case StorySessionEvent event when row != null -> goOn(row, event, recorded);
            default -> null;
        };
    }

    private static SessionRow goOn(SessionRow row, StorySessionEvent event, Recorded<DomainEvent> recorded) {
        SessionRow touched = row.touched(recorded);
        return switch (event) {
            case BeatRequested requested -> touched.waitingFor(requested.request());
            case BeatGenerated beat -> touched.answered(beat.request()).reaching(beat.beat());
            case BeatRejected rejected -> touched.answered(rejected.request());
            case BeatGenerationFailed failed -> touched.answered(failed.request());
            case StoryEnded ended -> touched.ended(ended.reason());
            case StoryExpired _ -> row.expired(recorded.sequence());
            case ChoiceMade _, AlternativeSelected _, BeatRated _, StoryStarted _, StoryBranched _ -> touched;
        };
    }

    @Override
    public Class<SessionRow> values() {
        return SessionRow.class;
    }

    @Override
    public String streamOf(String session) {
        return session;
    }
}
