package dev.fabula.command.storysession;

import dev.fabula.contracts.storysession.StorySessionEvent;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import java.util.List;
import java.util.Map;

/** What listeners hear at the end of a beat, whatever became of it. */
final class BeatFrames {

    /** @param event of the stream */
    record Said(String event, Object data) {}

    /** Where the beat is, for whoever wants to read it again. */
    record Done(String session, String request, String outcome) {}

    private BeatFrames() {}

    static void say(StorySessionEvent outcome, String request, Telling telling) {
        of(outcome, request).forEach(said -> telling.say(said.event(), said.data()));
    }

    private static List<Said> of(StorySessionEvent outcome, String request) {
        if (outcome instanceof BeatGenerated told) {
            return List.of(
                    new Said("beat", BeatView.of(told)),
                    new Said("usage", BeatView.Usage.of(told)),
                    done(outcome, request, "generated"));
        }
        BeatProblem problem = BeatProblem.of(outcome);
        return List.of(
                new Said("problem", Map.of("code", problem.code(), "detail", problem.detail())),
                done(outcome, request, problem.code()));
    }

    private static Said done(StorySessionEvent outcome, String request, String what) {
        return new Said("done", new Done(outcome.session().value(), request, what));
    }
}
