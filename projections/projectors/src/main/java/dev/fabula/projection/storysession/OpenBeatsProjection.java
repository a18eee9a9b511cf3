package dev.fabula.projection.storysession;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.storysession.StorySessionEvent;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerationFailed;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRejected;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRequested;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests for beats that have no outcome yet. The session is part of the key although a request is unique without it:
 * what a row was can then be folded from one stream, where a scan of the whole history would be needed otherwise.
 */
final class OpenBeatsProjection implements Projection<String, OpenBeatRow> {

    @Override
    public String name() {
        return "open-beat";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(BeatRequested.class, BeatGenerated.class, BeatRejected.class, BeatGenerationFailed.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> recorded) {
        StorySessionEvent event = (StorySessionEvent) recorded.event();
        return switch (event) {
            case BeatRequested requested -> List.of(Keys.within(event.session(), requested.request()));
            case BeatGenerated generated -> List.of(Keys.within(event.session(), generated.request()));
            case BeatRejected rejected -> List.of(Keys.within(event.session(), rejected.request()));
            case BeatGenerationFailed failed -> List.of(Keys.within(event.session(), failed.request()));
            default -> List.of();
        };
    }

    @Override
    public @Nullable OpenBeatRow evolve(String key, @Nullable OpenBeatRow row, Recorded<DomainEvent> recorded) {
        return recorded.event() instanceof BeatRequested requested
                ? new OpenBeatRow(
                        requested.session().value(),
                        requested.request(),
                        requested.owner(),
                        requested.beat(),
                        recorded.at())
                : null;
    }

    @Override
    public Class<OpenBeatRow> values() {
        return OpenBeatRow.class;
    }

    @Override
    public String streamOf(String key) {
        return Keys.sessionOf(key);
    }
}
