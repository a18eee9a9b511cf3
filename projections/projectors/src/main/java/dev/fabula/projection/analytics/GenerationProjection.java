package dev.fabula.projection.analytics;

import dev.fabula.contracts.ai.ProviderAttempt;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerationFailed;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRejected;
import dev.fabula.projection.Projection;
import dev.fabula.projection.analytics.GenerationKey.Model;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How beats came about, by hour, day and month, and by model: distributions of many days take long to add up. */
final class GenerationProjection implements Projection<GenerationKey, GenerationRow> {

    @Override
    public String name() {
        return "analytics-generation";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(BeatGenerated.class, BeatRejected.class, BeatGenerationFailed.class);
    }

    @Override
    public Collection<GenerationKey> keys(Recorded<DomainEvent> recorded) {
        Set<Model> models = new LinkedHashSet<>();
        models.add(answered(recorded.event()));
        attempts(recorded.event()).forEach(attempt -> models.add(model(attempt)));
        return Bucket.withMonth(recorded.at()).stream()
                .flatMap(bucket -> models.stream().map(model -> new GenerationKey(bucket, model)))
                .toList();
    }

    @Override
    public GenerationRow evolve(GenerationKey key, @Nullable GenerationRow row, Recorded<DomainEvent> recorded) {
        DomainEvent event = recorded.event();
        GenerationRow before = row == null
                ? GenerationRow.empty(
                        key.bucket(), key.model().provider(), key.model().name())
                : row;
        GenerationRow asked = withAttempts(before, key.model(), attempts(event));
        if (!key.model().equals(answered(event))) {
            return asked;
        }
        return switch (event) {
            case BeatGenerated beat -> asked.withBeat(beat.millis(), isFailover(beat));
            case BeatRejected _ -> asked.withRejection();
            case BeatGenerationFailed _ -> asked.withFailure();
            default -> asked;
        };
    }

    private static GenerationRow withAttempts(GenerationRow row, Model model, List<ProviderAttempt> attempts) {
        List<ProviderAttempt> own =
                attempts.stream().filter(each -> model(each).equals(model)).toList();
        long failed = own.stream().filter(each -> !succeeded(each)).count();
        return own.isEmpty() ? row : row.withAttempts(own.size(), failed);
    }

    private static boolean isFailover(BeatGenerated beat) {
        return beat.attempts().stream().anyMatch(each -> !model(each).equals(answered(beat)));
    }

    /** Who told the beat, or what moderation refused of it. */
    private static Model answered(DomainEvent event) {
        return event instanceof BeatGenerated beat
                ? new Model(beat.provider(), beat.model())
                : succeeded(attempts(event))
                        .findFirst()
                        .map(GenerationProjection::model)
                        .orElse(Model.NONE);
    }

    private static Stream<ProviderAttempt> succeeded(List<ProviderAttempt> attempts) {
        return attempts.stream().filter(GenerationProjection::succeeded);
    }

    private static boolean succeeded(ProviderAttempt attempt) {
        return attempt.outcome() == ProviderAttempt.Outcome.SUCCEEDED;
    }

    private static List<ProviderAttempt> attempts(DomainEvent event) {
        return switch (event) {
            case BeatGenerated beat -> beat.attempts();
            case BeatRejected rejected -> rejected.attempts();
            case BeatGenerationFailed failed -> failed.attempts();
            default -> List.of();
        };
    }

    private static Model model(ProviderAttempt attempt) {
        return new Model(attempt.provider(), attempt.model());
    }

    @Override
    public Class<GenerationRow> values() {
        return GenerationRow.class;
    }
}
