package dev.fabula.application.history;

import dev.fabula.eventstore.command.CommandOutcomes;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;

/** Forgets what commands led to once nobody repeats them any more. Several nodes may do so at once. */
class OutcomeExpiry {

    private final CommandOutcomes outcomes;
    private final Duration kept;

    OutcomeExpiry(CommandOutcomes outcomes, Duration kept) {
        this.outcomes = outcomes;
        this.kept = kept;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void expire() {
        outcomes.expire(kept);
    }
}
