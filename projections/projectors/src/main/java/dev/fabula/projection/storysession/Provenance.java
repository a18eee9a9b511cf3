package dev.fabula.projection.storysession;

import dev.fabula.contracts.ai.Cost;
import dev.fabula.contracts.ai.ModerationVerdict;
import dev.fabula.contracts.ai.ProviderAttempt;
import dev.fabula.contracts.ai.TokenUsage;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerationFailed;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRejected;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an alternative's outcome came about; nothing where nothing is known, for instance of a model that was never called.
 *
 * @param template the prompt's, name and version
 * @param promptHash SHA-256 of the prompt, in hex
 * @param prompt as it was sent
 * @param quality of the text by its form, 0 to 1
 */
record Provenance(
        @Nullable String provider,
        @Nullable String model,
        @Nullable String template,
        @Nullable String promptHash,
        @Nullable String prompt,
        List<ProviderAttempt> attempts,
        @Nullable TokenUsage tokens,
        @Nullable Cost cost,
        @Nullable Long millis,
        @Nullable Double quality,
        @Nullable ModerationVerdict moderation) {

    static Provenance of(BeatGenerated beat) {
        return new Provenance(
                beat.provider(),
                beat.model(),
                beat.template(),
                beat.promptHash(),
                beat.prompt(),
                beat.attempts(),
                beat.tokens(),
                storable(beat.cost()),
                beat.millis(),
                beat.quality(),
                beat.moderation());
    }

    static Provenance of(BeatRejected beat) {
        return new Provenance(
                null,
                null,
                null,
                null,
                null,
                beat.attempts(),
                beat.tokens(),
                storable(beat.cost()),
                null,
                null,
                beat.moderation());
    }

    static Provenance of(BeatGenerationFailed beat) {
        return new Provenance(null, null, null, null, null, beat.attempts(), null, null, null, null, null);
    }

    /** PostgreSQL has no negative scale: an amount that has one (1E+3) would not be read back as it was stored. */
    private static @Nullable Cost storable(@Nullable Cost cost) {
        if (cost == null || cost.amount().scale() >= 0) {
            return cost;
        }
        BigDecimal amount = cost.amount().setScale(0);
        return new Cost(amount, cost.currency());
    }
}
