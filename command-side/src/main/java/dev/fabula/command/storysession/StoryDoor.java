package dev.fabula.command.storysession;

import dev.fabula.ai.AiRegistry;
import dev.fabula.ai.ModerationRequest;
import dev.fabula.command.Words;
import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.ai.ModerationVerdict;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRated;
import dev.fabula.contracts.storysession.StorySessionId;
import dev.fabula.contracts.tenancy.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Nothing that people write is stored before it was found to be text, and fit for whom it is written. */
@Component
final class StoryDoor {

    private final AiRegistry registry;
    private final StoryReader reader;

    StoryDoor(AiRegistry registry, StoryReader reader) {
        this.registry = registry;
        this.reader = reader;
    }

    void admit(AgeTier tier, StoryRequests.Start start) {
        Words.require("premise", start.premise());
        Words.require("title", start.title());
        Words.require("genres", start.genres());
        Words.require("characters", start.characters());
        Words.require("model", start.model());
        Words.require("platform", start.platform());
        StringBuilder all = new StringBuilder(start.premise());
        if (start.title() != null) {
            all.append('\n').append(start.title());
        }
        if (start.genres() != null) {
            start.genres().forEach(genre -> all.append('\n').append(genre));
        }
        if (start.characters() != null) {
            start.characters().forEach(character -> all.append('\n').append(character));
        }
        moderate(tier, all.toString());
    }

    /** A text for a session of the caller's; whether another's exists, no verdict tells. */
    void admit(StorySessionId session, String field, @Nullable String text) {
        Words.require(field, text);
        if (text != null) {
            Caller caller = Caller.required();
            moderate(reader.ageTier(caller.tenant(), session, caller.actor()), text);
        }
    }

    /** What people think of a model's beats decides how often it is asked where routes adapt. */
    void learn(BeatRated rated) {
        if (!rated.provider().isEmpty()) {
            registry.rated(rated.provider(), rated.model(), BeatTeller.PURPOSE, rated.rating());
        }
    }

    private void moderate(AgeTier tier, String text) {
        ModerationVerdict verdict =
                registry.moderate(new ModerationRequest(Caller.required().tenant(), text, tier));
        if (!verdict.allowed()) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "The text is not fit for the age tier " + tier.wireName() + " ("
                            + String.join(", ", verdict.categories()) + ").");
            problem.setProperty("code", "content-rejected");
            problem.setProperty("categories", verdict.categories());
            throw new ErrorResponseException(HttpStatus.UNPROCESSABLE_CONTENT, problem, null);
        }
    }
}
