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
import dev.fabula.projection.Projection;
import dev.fabula.projection.storysession.Alternative.Failure;
import dev.fabula.projection.storysession.Alternative.Rejection;
import dev.fabula.projection.storysession.BeatRow.Choice;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Each beat with all its alternatives and the choice after it. They are one row because a fold knows its own key alone,
 * and which alternative is current is a fact of the beat. What moderation refused never gets here.
 */
final class BeatsProjection implements Projection<String, BeatRow> {

    @Override
    public String name() {
        return "story-beat";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(
                ChoiceMade.class,
                BeatRequested.class,
                BeatGenerated.class,
                BeatRejected.class,
                BeatGenerationFailed.class,
                AlternativeSelected.class,
                BeatRated.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> recorded) {
        StorySessionEvent event = (StorySessionEvent) recorded.event();
        return List.of(Keys.ofBeat(event.session(), beatOf(event)));
    }

    private static int beatOf(StorySessionEvent event) {
        return switch (event) {
            case ChoiceMade choice -> choice.beat();
            case BeatRequested requested -> requested.beat();
            case BeatGenerated generated -> generated.beat();
            case BeatRejected rejected -> rejected.beat();
            case BeatGenerationFailed failed -> failed.beat();
            case AlternativeSelected selected -> selected.beat();
            case BeatRated rated -> rated.beat();
            default -> throw new IllegalArgumentException(event.getClass().getSimpleName() + " is of no beat");
        };
    }

    @Override
    public @Nullable BeatRow evolve(String key, @Nullable BeatRow there, Recorded<DomainEvent> recorded) {
        StorySessionEvent event = (StorySessionEvent) recorded.event();
        Instant at = recorded.at();
        BeatRow row = there == null ? BeatRow.empty(event.session().value(), beatOf(event)) : there;
        return switch (event) {
            case ChoiceMade choice ->
                row.withChoice(new Choice(choice.choice(), choice.text(), choice.alternative(), at));
            case BeatRequested requested ->
                row.has(requested.request())
                        ? row
                        : row.with(Alternative.requested(requested.request(), requested.reason(), at));
            case BeatGenerated beat ->
                row.change(
                                beat.request(),
                                it -> it.generated(
                                        beat.text(), beat.choices(), beat.summary(), Provenance.of(beat), at))
                        .withCurrent(beat.request());
            case BeatRejected beat -> row.change(beat.request(), it -> it.rejected(why(beat), Provenance.of(beat), at));
            case BeatGenerationFailed beat ->
                row.change(beat.request(), it -> it.failed(why(beat), Provenance.of(beat), at));
            // Of an alternative that is somebody else's there is nothing here to change.
            case AlternativeSelected selected ->
                row.has(selected.request()) ? row.withCurrent(selected.request()) : there;
            case BeatRated rated ->
                row.has(rated.request()) ? row.change(rated.request(), it -> it.rated(rated.rating())) : there;
            default -> there;
        };
    }

    private static Rejection why(BeatRejected beat) {
        return new Rejection(beat.stage(), beat.moderation().categories(), beat.reference());
    }

    private static Failure why(BeatGenerationFailed beat) {
        return new Failure(beat.code(), beat.detail(), beat.retryable());
    }

    @Override
    public Class<BeatRow> values() {
        return BeatRow.class;
    }

    @Override
    public String streamOf(String key) {
        return Keys.sessionOf(key);
    }
}
