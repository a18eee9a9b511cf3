package dev.fabula.command.storysession;

import dev.fabula.contracts.ai.Cost;
import dev.fabula.contracts.ai.TokenUsage;
import dev.fabula.contracts.storysession.BeatChoice;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import java.util.List;

/**
 * A beat, as whoever asked for it reads it.
 *
 * @param request which asked for it: the name of this alternative
 * @param quality of the text by its form, 0 to 1
 */
record BeatView(
        String session,
        int beat,
        String request,
        String text,
        List<BeatChoice> choices,
        String provider,
        String model,
        double quality) {

    static BeatView of(BeatGenerated told) {
        return new BeatView(
                told.session().value(),
                told.beat(),
                told.request(),
                told.text(),
                told.choices(),
                told.provider(),
                told.model(),
                told.quality());
    }

    /** @param millis from the first attempt to the last word */
    record Usage(String provider, String model, TokenUsage tokens, Cost cost, int attempts, long millis) {
        static Usage of(BeatGenerated told) {
            return new Usage(
                    told.provider(),
                    told.model(),
                    told.tokens(),
                    told.cost(),
                    told.attempts().size(),
                    told.millis());
        }
    }
}
