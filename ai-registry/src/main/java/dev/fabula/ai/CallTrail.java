package dev.fabula.ai;

import dev.fabula.ai.route.Model;
import dev.fabula.ai.route.Prices;
import dev.fabula.ai.settings.RouteEntry;
import dev.fabula.contracts.ai.Cost;
import dev.fabula.contracts.ai.ProviderAttempt;
import dev.fabula.contracts.ai.ProviderAttempt.Outcome;
import dev.fabula.contracts.ai.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has happened in one call so far: tries, tokens, cost, time. Of the calling thread alone. */
final class CallTrail {

    private final Prices prices;
    private final String currency;
    private final String purpose;
    private final long began = System.nanoTime();
    private final long end;
    private final List<ProviderAttempt> attempts = new ArrayList<>();
    private TokenUsage usage = new TokenUsage(0, 0, false);
    private BigDecimal cost = BigDecimal.ZERO;
    private @Nullable Model spender;
    private @Nullable ProviderAttempt brokenOff;

    CallTrail(Prices prices, String currency, String purpose, Duration timeout) {
        this.prices = prices;
        this.currency = currency;
        this.purpose = purpose;
        this.end = began + timeout.toNanos();
    }

    String purpose() {
        return purpose;
    }

    Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    ProviderAttempt tried(RouteEntry entry, Outcome outcome, Duration took, @Nullable String detail) {
        var attempt = new ProviderAttempt(entry.provider(), entry.model(), outcome, took.toMillis(), detail);
        attempts.add(attempt);
        return attempt;
    }

    /** The listener has heard a part of an answer that will not be finished. */
    void brokeOff(ProviderAttempt attempt) {
        brokenOff = attempt;
    }

    /** Once. */
    @Nullable
    ProviderAttempt takeBrokenOff() {
        ProviderAttempt broken = brokenOff;
        brokenOff = null;
        return broken;
    }

    /** @return what these tokens cost */
    BigDecimal spent(RouteEntry entry, @Nullable TokenUsage tokens) {
        if (tokens == null) {
            return BigDecimal.ZERO;
        }
        spender = Model.of(entry);
        BigDecimal more = prices.cost(spender, tokens.input(), tokens.output());
        cost = cost.add(more);
        usage = new TokenUsage(
                usage.input() + tokens.input(),
                usage.output() + tokens.output(),
                usage.estimated() || tokens.estimated());
        return more;
    }

    TokenUsage usage() {
        return usage;
    }

    Cost cost() {
        return new Cost(cost, currency);
    }

    List<ProviderAttempt> attempts() {
        return List.copyOf(attempts);
    }

    /** Null if nothing is known to have been spent. */
    @Nullable
    Spend spend() {
        Model last = spender;
        return last == null ? null : new Spend(last.provider(), last.model(), purpose, usage, cost());
    }

    GenerationFailedException failure(GenerationFailedException.Code code, String message, boolean retryable) {
        return new GenerationFailedException(code, message, retryable, attempts);
    }
}
