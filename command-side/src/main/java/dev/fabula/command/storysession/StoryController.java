package dev.fabula.command.storysession;

import dev.fabula.command.Commands;
import dev.fabula.command.Sent;
import dev.fabula.command.account.Preferences;
import dev.fabula.contracts.account.AccountEvent.PreferencesChanged;
import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.command.CommandRefusedException;
import dev.fabula.contracts.storysession.EndReason;
import dev.fabula.contracts.storysession.StoryMode;
import dev.fabula.contracts.storysession.StoryRefusals;
import dev.fabula.contracts.storysession.StorySessionCommand;
import dev.fabula.contracts.storysession.StorySessionCommand.BranchStory;
import dev.fabula.contracts.storysession.StorySessionCommand.ContinueStory;
import dev.fabula.contracts.storysession.StorySessionCommand.EndStory;
import dev.fabula.contracts.storysession.StorySessionCommand.RateBeat;
import dev.fabula.contracts.storysession.StorySessionCommand.RegenerateBeat;
import dev.fabula.contracts.storysession.StorySessionCommand.SelectAlternative;
import dev.fabula.contracts.storysession.StorySessionCommand.StartStory;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRequested;
import dev.fabula.contracts.storysession.StorySessionId;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.command.CommandKey;
import dev.fabula.eventstore.command.CommandOutcome;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Playing stories. Every call needs an {@code Idempotency-Key}, and can then be repeated without being done twice. */
@RestController
@RequestMapping("/api/story")
class StoryController {

    private static final int TITLE = 60;
    /** A branch of a branch of a branch. */
    private static final int DEEPEST = 100;

    private final Commands commands;
    private final StoryReader reader;
    private final BeatAnswers answers;
    private final StoryLimits limits;
    private final StoryDoor door;
    private final Preferences preferences;

    StoryController(
            Commands commands,
            StoryReader reader,
            BeatAnswers answers,
            StoryLimits limits,
            StoryDoor door,
            Preferences preferences) {
        this.commands = commands;
        this.reader = reader;
        this.answers = answers;
        this.limits = limits;
        this.door = door;
        this.preferences = preferences;
    }

    /**
     * Starts a story and answers its first beat: 201; as server-sent events where those are accepted; 202 with where it
     * will be under {@code Prefer: respond-async}.
     */
    @PostMapping("/start")
    @Nullable
    ResponseEntity<Object> start(
            @Valid @RequestBody StoryRequests.Start body, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        CommandKey key = commands.key(request, body);
        Caller caller = Caller.required();
        PreferencesChanged preferred = preferences.of(caller).orElse(null);
        AgeTier tier = Objects.requireNonNullElse(body.ageTier(), AgeTier.TEEN);
        door.admit(tier, body);
        limits.count(key.id());
        StartStory command = new StartStory(
                new StorySessionId(Ulids.next()),
                caller.actor().value(),
                body.title() == null ? titleOf(body.premise()) : body.title(),
                body.premise(),
                body.genres() != null ? body.genres() : preferred == null ? List.of() : preferred.genres(),
                body.characters() == null ? List.of() : body.characters(),
                body.mode() == null ? StoryMode.SOLO : body.mode(),
                tier,
                quality(body.quality(), preferred),
                body.model() != null ? body.model() : preferred == null ? null : preferred.model(),
                body.platform(),
                body.seed() == null ? ThreadLocalRandom.current().nextLong(1L << 53) : body.seed(),
                Ulids.next());
        return beat(command, key, HttpStatus.CREATED, request, response);
    }

    private static Quality quality(@Nullable Quality wished, @Nullable PreferencesChanged preferred) {
        if (wished != null) {
            return wished;
        }
        return preferred == null || preferred.quality() == null ? Quality.ADAPTIVE : preferred.quality();
    }

    private static String titleOf(String premise) {
        String flat = premise.replaceAll("\\s+", " ").strip();
        if (flat.length() <= TITLE) {
            return flat;
        }
        int space = flat.lastIndexOf(' ', TITLE);
        return flat.substring(0, space > TITLE / 2 ? space : TITLE) + "…";
    }

    /** Goes on with a choice or with one's own words, and answers the next beat as {@code /start} does. */
    @PostMapping("/continue")
    @Nullable
    ResponseEntity<Object> goOn(
            @Valid @RequestBody StoryRequests.Continue body, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        CommandKey key = commands.key(request, body);
        StorySessionId session = session(body.session());
        ContinueStory command = new ContinueStory(
                session,
                Caller.required().actor().value(),
                body.expectedBeat(),
                body.choice(),
                body.text(),
                Ulids.next());
        door.admit(session, "text", body.text());
        limits.count(key.id());
        return beat(command, key, HttpStatus.OK, request, response);
    }

    /** Asks for another telling of the last beat, or again for one that could not be told; answers as {@code /start}. */
    @PostMapping("/session/{id}/regenerate")
    @Nullable
    ResponseEntity<Object> regenerate(
            @PathVariable("id") String id,
            @Valid @RequestBody StoryRequests.Regenerate body,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        CommandKey key = commands.key(request, body);
        limits.count(key.id());
        RegenerateBeat command =
                new RegenerateBeat(session(id), Caller.required().actor().value(), body.expectedBeat(), Ulids.next());
        return beat(command, key, HttpStatus.OK, request, response);
    }

    private @Nullable ResponseEntity<Object> beat(
            StorySessionCommand command,
            CommandKey key,
            HttpStatus status,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        Caller caller = Caller.required();
        Sent sent = commands.send(command, key, request);
        CommandOutcome outcome = sent.outcome().orElseThrow();
        StorySessionId session = new StorySessionId(outcome.stream());
        String beat = ((BeatRequested) reader.last(caller.tenant(), outcome)).request();
        return answers.answer(
                new OpenRequest(caller.tenant(), session, beat), status, sent.headers(), request, response);
    }

    /** Listens to a beat while it is told, from the beginning or after {@code Last-Event-ID}. */
    @GetMapping("/session/{id}/stream")
    @Nullable
    ResponseEntity<Object> listen(
            @PathVariable("id") String id,
            @RequestParam("request") String beat,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        Caller caller = Caller.required();
        StorySessionId session = session(id);
        if (!reader.read(caller.tenant(), session, beat)
                .owner()
                .equals(caller.actor().value())) {
            throw StoryRefusals.notFound(session);
        }
        return answers.answer(
                new OpenRequest(caller.tenant(), session, beat), HttpStatus.OK, new HttpHeaders(), request, response);
    }

    /** Makes another telling of the last beat the one that the story goes on from. */
    @PostMapping("/session/{id}/alternative")
    ResponseEntity<Void> select(
            @PathVariable("id") String id,
            @Valid @RequestBody StoryRequests.Alternative body,
            HttpServletRequest request) {
        String actor = Caller.required().actor().value();
        return changed(commands.send(
                new SelectAlternative(session(id), actor, body.beat(), body.alternative()),
                commands.key(request, body),
                request));
    }

    /** Rates a beat, 1 to 5. */
    @PostMapping("/session/{id}/rating")
    ResponseEntity<Void> rate(
            @PathVariable("id") String id, @Valid @RequestBody StoryRequests.Rating body, HttpServletRequest request) {
        String actor = Caller.required().actor().value();
        CommandKey key = commands.key(request, body);
        Sent sent = atItsOwner(
                session(id),
                session -> new RateBeat(session, actor, body.beat(), body.alternative(), body.rating()),
                key,
                request);
        sent.outcome()
                .filter(outcome -> !outcome.repeated())
                .ifPresent(outcome ->
                        door.learn((BeatRated) reader.last(Caller.required().tenant(), outcome)));
        return changed(sent);
    }

    /** Begins another session that shares the beats up to one of them; 201 with its id. */
    @PostMapping("/session/{id}/branch")
    ResponseEntity<Map<String, Object>> branch(
            @PathVariable("id") String id, @Valid @RequestBody StoryRequests.Branch body, HttpServletRequest request) {
        door.admit(session(id), "title", body.title());
        String actor = Caller.required().actor().value();
        CommandKey key = commands.key(request, body);
        StorySessionId branch = new StorySessionId(Ulids.next());
        long seed = ThreadLocalRandom.current().nextLong(1L << 53);
        Sent sent = atItsOwner(
                session(id),
                session -> new BranchStory(session, actor, branch, body.beat(), body.alternative(), body.title(), seed),
                key,
                request);
        String made = sent.outcome().orElseThrow().stream();
        return ResponseEntity.created(URI.create("/api/story/session/" + made))
                .headers(sent.headers())
                .body(Map.of("session", made, "beat", body.beat()));
    }

    /** A shared beat is asked of the session that it belongs to. */
    private Sent atItsOwner(
            StorySessionId session,
            Function<StorySessionId, StorySessionCommand> command,
            CommandKey key,
            HttpServletRequest request) {
        StorySessionId asked = session;
        for (int depth = 0; ; depth++) {
            try {
                return commands.send(command.apply(asked), key, request);
            } catch (CommandRefusedException refused) {
                if (depth == DEEPEST || !(refused.details().get("parent") instanceof String parent)) {
                    throw refused;
                }
                asked = new StorySessionId(parent);
            }
        }
    }

    /** Ends the story; it can still be read, rated and branched. */
    @PostMapping("/session/{id}/end")
    ResponseEntity<Void> end(
            @PathVariable("id") String id, @Valid @RequestBody StoryRequests.End body, HttpServletRequest request) {
        String actor = Caller.required().actor().value();
        EndReason reason = body.reason() == null ? EndReason.COMPLETED : body.reason();
        return changed(commands.send(new EndStory(session(id), actor, reason), commands.key(request, body), request));
    }

    private static ResponseEntity<Void> changed(Sent sent) {
        return ResponseEntity.noContent().headers(sent.headers()).build();
    }

    /** What is no id is the id of nothing. */
    private static StorySessionId session(String id) {
        StorySessionId session = new StorySessionId(id);
        if (!Ulids.isUlid(id)) {
            throw StoryRefusals.notFound(session);
        }
        return session;
    }
}
