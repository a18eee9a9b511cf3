package dev.fabula.query.analytics;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant is used, in one answer. Nothing in it says who: users are counted, and premises are named by a keyed hash.
 *
 * @param from the first day, of UTC
 * @param to the last day
 * @param currency of everything that costs: the one that most calls were paid in; nothing where none was
 * @param buckets when each begins; of weeks the first may begin before {@code from}, and holds what is since then
 * @param series by the name of a {@link Measure}, a value a bucket: 0 where nothing happened, nothing where a ratio has
 *     nothing to be of
 * @param current totals of the range
 * @param previous totals of as many days right before it
 * @param distributions by name: generationMillis, sessionSeconds, beatsPerStory, costPerStory
 * @param ratings how often each from 1 to 5 was given
 * @param premises the most told first
 * @param usage what was paid for, the dearest first
 * @param models how those who were asked did, the most asked first
 * @param cohorts by the week in which users were first seen
 * @param clientEvents by name, the most frequent first
 * @param legacy how large all legacies are at the end of the range
 */
record Dashboard(
        LocalDate from,
        LocalDate to,
        Granularity granularity,
        @Nullable String currency,
        List<Instant> buckets,
        Map<String, List<@Nullable Number>> series,
        Period current,
        Period previous,
        Map<String, Distribution> distributions,
        List<Rating> ratings,
        List<Premise> premises,
        List<Usage> usage,
        List<ModelHealth> models,
        List<Cohort> cohorts,
        List<ClientEvent> clientEvents,
        LegacySize legacy) {

    /** @param totals by the name of a {@link Measure} */
    record Period(LocalDate from, LocalDate to, Map<String, @Nullable Number> totals) {}

    /**
     * @param count of what it is a distribution of
     * @param p50 half of all is at most this; nothing where there is none
     * @param relativeError by how much of itself a percentile may be off
     */
    record Distribution(
            long count,
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99,
            double relativeError) {}

    record Rating(int value, long count) {}

    /**
     * Stories that began with the same premise.
     *
     * @param premise a keyed hash of it, the same within the tenant alone
     * @param label the genres that such a story was started with; nothing where there were none
     * @param choices how often each was taken, the most taken first
     */
    record Premise(
            String premise, @Nullable String label, long stories, long completed, long beats, List<Choice> choices) {}

    /** @param choice its number within its beat, {@code own} for words of one's own, {@code other} for numbers from 5 */
    record Choice(String choice, long count) {}

    /**
     * What the tenant's budgets were charged.
     *
     * @param unit of the amount: a currency of ISO 4217
     * @param estimatedCalls those whose tokens were told from the length of their texts
     */
    record Usage(
            String provider,
            String model,
            String purpose,
            String unit,
            long calls,
            BigDecimal amount,
            long inputTokens,
            long outputTokens,
            long estimatedCalls) {}

    /**
     * @param beats that it told
     * @param attempts how often it was asked, or would have been
     * @param failedAttempts those that came to nothing
     * @param rejections beats of it that moderation refused
     * @param millis how long its beats took
     */
    record ModelHealth(
            String provider,
            String model,
            long beats,
            long attempts,
            long failedAttempts,
            long rejections,
            Distribution millis) {}

    /**
     * @param week its Monday
     * @param users first seen in it
     * @param active how many of them were seen in each week from that one on, up to the last of the range
     */
    record Cohort(LocalDate week, long users, List<Long> active) {}

    record ClientEvent(String name, long count) {}

    /** @param memories written stories that are not removed */
    record LegacySize(long legacies, long people, long memories, long contributors) {}
}
