package dev.fabula.command.storysession;

import dev.fabula.ai.AiRegistry;
import dev.fabula.ai.BudgetExceededException;
import dev.fabula.ai.Generation;
import dev.fabula.ai.GenerationFailedException;
import dev.fabula.ai.GenerationLimits;
import dev.fabula.ai.GenerationRequest;
import dev.fabula.ai.ModerationRequest;
import dev.fabula.command.Commands;
import dev.fabula.contracts.ai.ModerationVerdict;
import dev.fabula.contracts.storysession.ModerationStage;
import dev.fabula.contracts.storysession.StorySessionCommand.RecordBeat;
import dev.fabula.contracts.storysession.StorySessionCommand.RecordBeatFailure;
import dev.fabula.contracts.storysession.StorySessionCommand.RecordOutcome;
import dev.fabula.contracts.storysession.StorySessionCommand.RejectBeat;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.command.CommandOutcome;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Tells one beat: moderates what the person wrote, asks a model, moderates what it wrote, records what became of it. Can
 * be begun again at any time: where there is an outcome already nothing is asked, and only the first one is recorded.
 */
@Component
final class BeatTeller {

    static final String PURPOSE = "story";

    private final StoryReader reader;
    private final AiRegistry registry;
    private final Commands commands;
    private final StoryProperties settings;

    BeatTeller(StoryReader reader, AiRegistry registry, Commands commands, StoryProperties settings) {
        this.reader = reader;
        this.registry = registry;
        this.commands = commands;
        this.settings = settings;
    }

    /** Tells it and says so; returns when there is an outcome. */
    void tell(OpenRequest open, Telling telling) {
        StorySoFar story = reader.read(open.tenant(), open.session(), open.request());
        Telling.Outcome outcome = story.outcome();
        if (outcome == null) {
            outcome = recorded(open, outcome(open, story, telling));
        }
        BeatFrames.say(outcome.event(), open.request(), telling);
        telling.end(outcome);
    }

    /** Whoever was first: what history says is what became of it. */
    private Telling.Outcome recorded(OpenRequest open, RecordOutcome wanted) {
        Optional<CommandOutcome> mine =
                commands.send(wanted, open.tenant(), open.request()).outcome();
        if (mine.isPresent()) {
            return new Telling.Outcome(
                    reader.last(open.tenant(), mine.get()), mine.get().position());
        }
        return Optional.ofNullable(reader.read(open.tenant(), open.session(), open.request())
                        .outcome())
                .orElseThrow(() -> new IllegalStateException("the outcome of " + open.request() + " was not recorded"));
    }

    private RecordOutcome outcome(OpenRequest open, StorySoFar story, Telling telling) {
        String written = story.wish() == null ? story.premise() : story.wish();
        ModerationVerdict input = moderate(open, story, written);
        if (!input.allowed()) {
            return new RejectBeat(
                    open.session(),
                    open.request(),
                    ModerationStage.INPUT,
                    input,
                    Ulids.next(),
                    written,
                    List.of(),
                    null,
                    null);
        }
        StoryPrompt prompt = StoryPrompt.of(story);
        try {
            return generated(
                    open,
                    story,
                    prompt,
                    registry.generate(
                            request(open, story, prompt),
                            new ModeratedStream(
                                    telling, text -> moderate(open, story, text).allowed())));
        } catch (BudgetExceededException exhausted) {
            return new RecordBeatFailure(
                    open.session(),
                    open.request(),
                    exhausted.code(),
                    String.valueOf(exhausted.getMessage()),
                    true,
                    List.of());
        } catch (GenerationFailedException failed) {
            if (failed.code() == GenerationFailedException.Code.INTERRUPTED
                    || failed.code() == GenerationFailedException.Code.CLOSED) {
                // This node stops; another one tells it.
                throw failed;
            }
            return new RecordBeatFailure(
                    open.session(),
                    open.request(),
                    failed.code().wireName(),
                    String.valueOf(failed.getMessage()),
                    failed.retryable(),
                    failed.attempts());
        }
    }

    private GenerationRequest request(OpenRequest open, StorySoFar story, StoryPrompt prompt) {
        return new GenerationRequest(
                open.tenant(),
                new ActorId(story.owner()),
                open.request(),
                PURPOSE,
                story.quality(),
                story.model(),
                prompt.messages(),
                new GenerationLimits(settings.maxTokens(), settings.temperature(), 1, settings.timeout()),
                // Another telling of the same beat is drawn differently.
                story.seed()
                        + 31L * story.beat()
                        + 1_009L * story.otherTellings().size(),
                true);
    }

    private RecordOutcome generated(OpenRequest open, StorySoFar story, StoryPrompt prompt, Generation generation) {
        WrittenBeat beat = WrittenBeat.of(generation.text());
        if (beat.text().isBlank()) {
            return new RecordBeatFailure(
                    open.session(),
                    open.request(),
                    "empty-answer",
                    "the model answered without a text",
                    true,
                    generation.attempts());
        }
        ModerationVerdict output = moderate(open, story, beat.everything());
        if (!output.allowed()) {
            return new RejectBeat(
                    open.session(),
                    open.request(),
                    ModerationStage.OUTPUT,
                    output,
                    Ulids.next(),
                    generation.text(),
                    generation.attempts(),
                    generation.usage(),
                    generation.cost());
        }
        return new RecordBeat(
                open.session(),
                open.request(),
                beat.text(),
                beat.choices(),
                Summary.after(story, beat.text()),
                generation.provider(),
                generation.model(),
                StoryPrompt.TEMPLATE,
                prompt.hash(),
                prompt.rendered(),
                generation.attempts(),
                generation.usage(),
                generation.cost(),
                generation.duration().toMillis(),
                beat.quality(),
                output);
    }

    private ModerationVerdict moderate(OpenRequest open, StorySoFar story, String text) {
        return registry.moderate(new ModerationRequest(open.tenant(), text, story.ageTier()));
    }
}
