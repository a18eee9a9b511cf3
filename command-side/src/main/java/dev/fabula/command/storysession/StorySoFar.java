package dev.fabula.command.storysession;

import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.storysession.RequestReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a beat is told from, or what has become of the request for it already.
 *
 * @param told the beats before the one that is asked for, oldest first
 * @param otherTellings texts of the same beat, where it is to be told otherwise
 * @param outcome nothing while the request is open
 */
record StorySoFar(
        String owner,
        String premise,
        List<String> genres,
        List<String> characters,
        AgeTier ageTier,
        Quality quality,
        @Nullable String model,
        long seed,
        List<Told> told,
        List<String> otherTellings,
        int beat,
        RequestReason reason,
        Telling.@Nullable Outcome outcome) {

    /**
     * A beat and how the story went on after it.
     *
     * @param summary of the story up to and with it
     * @param choice what was chosen after it, or written; nothing after the last
     * @param ownWords whether the person wrote it
     */
    record Told(String text, String summary, @Nullable String choice, boolean ownWords) {}

    String summary() {
        return told.isEmpty() ? "" : told.getLast().summary();
    }

    /** What the person wants now: their choice or their words; nothing at the beginning. */
    @Nullable
    String wish() {
        return told.isEmpty() ? null : told.getLast().choice();
    }
}
