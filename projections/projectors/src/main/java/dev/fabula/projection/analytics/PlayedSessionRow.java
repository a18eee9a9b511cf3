package dev.fabula.projection.analytics;

import dev.fabula.contracts.ai.Cost;
import dev.fabula.contracts.analytics.LogBuckets;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a story session was, what it cost, and which way it went; its id is the row's key.
 *
 * @param state open, completed, abandoned, expired
 * @param premise a pseudonym; nothing of a branch, and of who was erased
 * @param currency of the cost, the first that was paid in: what was paid in another is not in it
 * @param secondsBucket the step of {@link LogBuckets} of the seconds from start to last
 * @param costBucket the same of the cost, in millionths
 */
record PlayedSessionRow(
        Instant startedAt,
        Instant lastAt,
        String state,
        @Nullable String premise,
        @Nullable String label,
        long beats,
        @Nullable String currency,
        BigDecimal cost,
        long choice1,
        long choice2,
        long choice3,
        long choice4,
        long choiceOther,
        long choiceOwn,
        int secondsBucket,
        int costBucket) {

    private static final String OPEN = "open";

    static PlayedSessionRow started(Instant at, @Nullable String premise, @Nullable String label) {
        int nothing = LogBuckets.of(0);
        return new PlayedSessionRow(
                at, at, OPEN, premise, label, 0, null, BigDecimal.ZERO, 0, 0, 0, 0, 0, 0, nothing, nothing);
    }

    PlayedSessionRow touched(Instant at) {
        int seconds = LogBuckets.of(Duration.between(startedAt, at).toSeconds());
        return new PlayedSessionRow(
                startedAt,
                at,
                state,
                premise,
                label,
                beats,
                currency,
                cost,
                choice1,
                choice2,
                choice3,
                choice4,
                choiceOther,
                choiceOwn,
                seconds,
                costBucket);
    }

    PlayedSessionRow ended(String how) {
        return new PlayedSessionRow(
                startedAt,
                lastAt,
                how,
                premise,
                label,
                beats,
                currency,
                cost,
                choice1,
                choice2,
                choice3,
                choice4,
                choiceOther,
                choiceOwn,
                secondsBucket,
                costBucket);
    }

    PlayedSessionRow withBeat() {
        return new PlayedSessionRow(
                startedAt,
                lastAt,
                state,
                premise,
                label,
                beats + 1,
                currency,
                cost,
                choice1,
                choice2,
                choice3,
                choice4,
                choiceOther,
                choiceOwn,
                secondsBucket,
                costBucket);
    }

    PlayedSessionRow withCost(@Nullable Cost paid) {
        if (paid == null || currency != null && !currency.equals(paid.currency())) {
            return this;
        }
        BigDecimal sum = Money.sum(cost, paid.amount());
        return new PlayedSessionRow(
                startedAt,
                lastAt,
                state,
                premise,
                label,
                beats,
                paid.currency(),
                sum,
                choice1,
                choice2,
                choice3,
                choice4,
                choiceOther,
                choiceOwn,
                secondsBucket,
                LogBuckets.of(Money.millionths(sum)));
    }

    /** @param choice its number within its beat; nothing for words of one's own */
    PlayedSessionRow withChoice(@Nullable String choice) {
        long[] c = {choice1, choice2, choice3, choice4, choiceOther, choiceOwn};
        c[choice == null ? 5 : "1".equals(choice) ? 0 : "2".equals(choice) ? 1 : "3".equals(choice) ? 2 : "4".equals(choice) ? 3 : 4]++;
        return new PlayedSessionRow(
                startedAt,
                lastAt,
                state,
                premise,
                label,
                beats,
                currency,
                cost,
                c[0],
                c[1],
                c[2],
                c[3],
                c[4],
                c[5],
                secondsBucket,
                costBucket);
    }
}
