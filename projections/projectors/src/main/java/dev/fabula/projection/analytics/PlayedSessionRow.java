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
        int beats,
        @Nullable String currency,
        BigDecimal cost,
        int choice1,
        int choice2,
        int choice3,
        int choice4,
        int choiceOther,
        int choiceOwn,
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
        if (paid == null || (currency != null && !currency.equals(paid.currency()))) {
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
        int[] c = {choice1, choice2, choice3, choice4, choiceOther, choiceOwn};
        c[place(choice)]++;
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

    private static int place(@Nullable String choice) {
        return switch (choice) {
            case "1" -> 0;
            case "2" -> 1;
            case "3" -> 2;
            case "4" -> 3;
            case null -> 5;
            default -> 4;
        };
    }
}
