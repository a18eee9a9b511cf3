package dev.fabula.command.storysession;

import dev.fabula.contracts.storysession.ModerationStage;
import dev.fabula.contracts.storysession.StorySessionEvent;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerationFailed;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRejected;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Why there is no beat, in the words of HTTP. The session is as it was before, and can be asked again. */
record BeatProblem(HttpStatus status, String code, String detail) {

    static BeatProblem of(StorySessionEvent outcome) {
        return switch (outcome) {
            case BeatRejected rejected ->
                new BeatProblem(
                        rejected.stage() == ModerationStage.INPUT
                                ? HttpStatus.UNPROCESSABLE_CONTENT
                                : HttpStatus.BAD_GATEWAY,
                        rejected.stage() == ModerationStage.INPUT ? "content-rejected" : "beat-rejected",
                        "The text was not fit for the session's age tier ("
                                + String.join(", ", rejected.moderation().categories()) + "); it is kept as "
                                + rejected.reference() + ".");
            case BeatGenerationFailed failed -> new BeatProblem(status(failed.code()), failed.code(), failed.detail());
            default -> throw new IllegalArgumentException("there is a beat");
        };
    }

    private static HttpStatus status(String code) {
        return switch (code) {
            case "budget-exceeded" -> HttpStatus.PAYMENT_REQUIRED;
            case "model-not-allowed", "prompt-too-long" -> HttpStatus.UNPROCESSABLE_CONTENT;
            case "no-route" -> HttpStatus.SERVICE_UNAVAILABLE;
            case "timed-out" -> HttpStatus.GATEWAY_TIMEOUT;
            default -> HttpStatus.BAD_GATEWAY;
        };
    }

    ErrorResponseException exception(String session, String request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        problem.setProperty("session", session);
        problem.setProperty("request", request);
        return new ErrorResponseException(status, problem, null);
    }
}
