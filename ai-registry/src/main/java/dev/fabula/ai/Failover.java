package dev.fabula.ai;

import dev.fabula.ai.GenerationFailedException.Code;
import dev.fabula.ai.guard.Guard;
import dev.fabula.ai.provider.Provider;
import dev.fabula.ai.provider.ProviderFailure;
import dev.fabula.ai.settings.RouteEntry;
import dev.fabula.contracts.ai.ProviderAttempt;
import dev.fabula.contracts.ai.ProviderAttempt.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks one after the other until somebody answers. */
final class Failover {

    private final Map<String, Guarded> providers;
    private final Observed observed;

    Failover(Map<String, Guarded> providers, Observed observed) {
        this.providers = providers;
        this.observed = observed;
    }

    /** A provider, and what stands before it. */
    record Guarded(Provider provider, Guard guard) {}

    /** An answer, and whose it is. */
    record Answered<T>(T answer, RouteEntry entry) {}

    /** @throws GenerationFailedException if nobody answers */
    <T> Answered<T> ask(List<RouteEntry> chain, CallTrail trail, Attempt<T> attempt) {
        try {
            for (RouteEntry entry : chain) {
                boolean last = entry.equals(chain.getLast());
                Optional<T> answer = askOne(entry, last, trail, attempt);
                if (answer.isPresent()) {
                    return new Answered<>(answer.get(), entry);
                }
            }
            throw exhausted(trail);
        } catch (RegistryClosedException e) {
            throw trail.failure(Code.CLOSED, "the platform is stopping", true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw trail.failure(Code.INTERRUPTED, "the call was given up", true);
        }
    }

    private <T> Optional<T> askOne(RouteEntry entry, boolean last, CallTrail trail, Attempt<T> attempt)
            throws RegistryClosedException, InterruptedException {
        Guard guard = guarded(entry).guard();
        for (int attempts = 1; ; attempts++) {
            if (!trail.left().isPositive()) {
                throw outOfTime(trail);
            }
            Outcome refusal = guard.enter();
            if (refusal != null) {
                trail.tried(entry, refusal, Duration.ZERO, null);
                observed.refused(entry, trail.purpose(), refusal);
                return Optional.empty();
            }
            try {
                return Optional.of(askOnce(entry, trail, attempt));
            } catch (AttemptFailedException e) {
                Duration wait = waitBeforeAsking(attempts, e.failure(), last, guard, trail);
                if (wait == null) {
                    return Optional.empty();
                }
                Thread.sleep(wait);
            }
        }
    }

    /** @return null if another is asked instead */
    private static @Nullable Duration waitBeforeAsking(
            int attempts, ProviderFailure failure, boolean last, Guard guard, CallTrail trail) {
        // Who broke off may do so again, and a listener has waited long enough: another one first.
        if (failure.outcome() == Outcome.CUT_OFF && !last) {
            return null;
        }
        Duration wait = guard.waitBeforeAsking(attempts, failure);
        return wait == null || wait.compareTo(trail.left()) >= 0 ? null : wait;
    }

    private <T> T askOnce(RouteEntry entry, CallTrail trail, Attempt<T> attempt)
            throws AttemptFailedException, RegistryClosedException, InterruptedException {
        Guarded guarded = guarded(entry);
        Guard guard = guarded.guard();
        Duration limit = shorter(trail.left(), guard.timeLimit());
        long began = System.nanoTime();
        boolean told = false;
        try {
            T answer = attempt.ask(guarded.provider(), entry, limit, shorter(limit, guard.silenceLimit()));
            Duration took = since(began);
            told = true;
            guard.succeeded(took);
            trail.tried(entry, Outcome.SUCCEEDED, took, null);
            observed.succeeded(entry, trail.purpose(), took);
            return answer;
        } catch (AttemptFailedException e) {
            Duration took = since(began);
            ProviderFailure failure = e.failure();
            told = true;
            guard.failed(took, failure);
            ProviderAttempt tried = trail.tried(entry, failure.outcome(), took, failure.detail());
            if (e.heard()) {
                trail.brokeOff(tried);
            }
            observed.failed(entry, trail.purpose(), failure.outcome(), took);
            throw e;
        } finally {
            if (!told) {
                guard.abandoned();
            }
        }
    }

    private static GenerationFailedException outOfTime(CallTrail trail) {
        return trail.failure(Code.TIMED_OUT, "nobody answered in time", true);
    }

    private static GenerationFailedException exhausted(CallTrail trail) {
        if (!trail.left().isPositive()) {
            return outOfTime(trail);
        }
        boolean mayPass = trail.attempts().stream().anyMatch(attempt -> attempt.outcome() != Outcome.FAILED);
        return trail.failure(Code.ALL_PROVIDERS_FAILED, "none of the models answered", mayPass);
    }

    private Guarded guarded(RouteEntry entry) {
        Guarded found = providers.get(entry.provider());
        if (found == null) {
            throw new IllegalStateException("no provider " + entry.provider());
        }
        return found;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
