package dev.fabula.command.legacy;

import dev.fabula.command.Commands;
import dev.fabula.command.Sent;
import dev.fabula.command.TakesIfMatch;
import dev.fabula.command.Words;
import dev.fabula.contracts.legacy.ContextId;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.StoryCommand;
import dev.fabula.contracts.legacy.StoryCommand.FlagStory;
import dev.fabula.contracts.legacy.StoryCommand.PublishStory;
import dev.fabula.contracts.legacy.StoryCommand.RemoveStory;
import dev.fabula.contracts.legacy.StoryCommand.ResolveFlag;
import dev.fabula.contracts.legacy.StoryCommand.RestoreStory;
import dev.fabula.contracts.legacy.StoryCommand.ReviseStory;
import dev.fabula.contracts.legacy.StoryCommand.TagStory;
import dev.fabula.contracts.legacy.StoryCommand.WriteStory;
import dev.fabula.contracts.legacy.StoryId;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.command.CommandKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Writing down memories. What changes a story takes {@code If-Match} with the version that it is wanted of, and is answered
 * 412 where there is another.
 */
@RestController
@RequestMapping("/api")
class StoriesController {

    private final Commands commands;
    private final LegacyGate gate;

    StoriesController(Commands commands, LegacyGate gate) {
        this.commands = commands;
        this.gate = gate;
    }

    /** 201 with the story's id. Nobody but those who may edit it sees it until it is published. */
    @PostMapping("/legacies/{idOrSlug}/stories")
    ResponseEntity<Map<String, String>> write(
            @PathVariable("idOrSlug") String idOrSlug,
            @Valid @RequestBody LegacyRequests.Write body,
            HttpServletRequest request) {
        Words.require("text", body.text());
        LegacyStanding standing = gate.requireOpen(idOrSlug, LegacyRight.WRITE_STORIES);
        Told told = told(standing.legacy(), body.people(), body.contexts());
        Sent sent = commands.send(
                new WriteStory(
                        new StoryId(Ulids.next()),
                        standing.legacy(),
                        Caller.required().actor().value(),
                        body.title(),
                        body.text(),
                        told.people(),
                        told.contexts()),
                commands.key(request, body),
                request);
        String made = sent.outcome().orElseThrow().stream();
        return ResponseEntity.created(URI.create("/api/stories/" + made))
                .headers(sent.headers())
                .body(Map.of("story", made));
    }

    /** Of whom a story tells, and on what it hangs. */
    private record Told(List<PersonId> people, List<ContextId> contexts) {}

    private Told told(LegacyId legacy, @Nullable List<String> people, @Nullable List<String> contexts) {
        Told told = new Told(Asked.people(people), Asked.contexts(contexts));
        gate.requirePeople(legacy, told.people());
        gate.requireContexts(legacy, told.contexts());
        return told;
    }

    /** Adds a revision. */
    @PostMapping("/stories/{id}/revisions")
    @TakesIfMatch
    ResponseEntity<Void> revise(
            @PathVariable("id") String id, @Valid @RequestBody LegacyRequests.Revise body, HttpServletRequest request) {
        Words.require("text", body.text());
        Words.require("reason", body.reason());
        return send(id, LegacyRight.EDIT_STORY, body, request, (story, legacy) -> {
            Told told = told(legacy, body.people(), body.contexts());
            return new ReviseStory(
                    story,
                    legacy,
                    body.expectedRevision(),
                    Caller.required().actor().value(),
                    body.title(),
                    body.text(),
                    told.people(),
                    told.contexts(),
                    body.reason());
        });
    }

    @PutMapping("/stories/{id}/tags")
    @TakesIfMatch
    ResponseEntity<Void> tag(
            @PathVariable("id") String id, @Valid @RequestBody LegacyRequests.Tags body, HttpServletRequest request) {
        return send(
                id,
                LegacyRight.EDIT_STORY,
                body,
                request,
                (story, legacy) -> new TagStory(
                        story,
                        legacy,
                        body.tags().stream()
                                .map(String::strip)
                                .distinct()
                                .sorted()
                                .toList()));
    }

    @PostMapping("/stories/{id}/publication")
    @TakesIfMatch
    ResponseEntity<Void> publish(
            @PathVariable("id") String id,
            @Valid @RequestBody LegacyRequests.Publish body,
            HttpServletRequest request) {
        return send(
                id,
                LegacyRight.EDIT_STORY,
                body,
                request,
                (story, legacy) -> new PublishStory(story, legacy, body.revision()));
    }

    /** Asks for somebody to look at it. */
    @PostMapping("/stories/{id}/flags")
    @TakesIfMatch
    ResponseEntity<Void> flag(
            @PathVariable("id") String id, @Valid @RequestBody LegacyRequests.Flag body, HttpServletRequest request) {
        Words.require("note", body.note());
        return send(
                id,
                LegacyRight.READ,
                body,
                request,
                (story, legacy) -> new FlagStory(
                        story, legacy, Ulids.next(), Caller.required().actor().value(), body.reason(), body.note()));
    }

    @PostMapping("/stories/{id}/flags/{flag}/resolution")
    @TakesIfMatch
    ResponseEntity<Void> resolve(
            @PathVariable("id") String id,
            @PathVariable("flag") String flag,
            @Valid @RequestBody LegacyRequests.Resolve body,
            HttpServletRequest request) {
        Words.require("note", body.note());
        return send(
                id,
                LegacyRight.MODERATE,
                body,
                request,
                (story, legacy) -> new ResolveFlag(
                        story,
                        legacy,
                        flag,
                        body.resolution(),
                        Caller.required().actor().value(),
                        body.note()));
    }

    /** A tombstone takes its place, until somebody restores it. */
    @DeleteMapping("/stories/{id}")
    @TakesIfMatch
    ResponseEntity<Void> remove(@PathVariable("id") String id, HttpServletRequest request) {
        return send(
                id,
                LegacyRight.MODERATE,
                null,
                request,
                (story, legacy) ->
                        new RemoveStory(story, legacy, Caller.required().actor().value()));
    }

    @PostMapping("/stories/{id}/restoration")
    @TakesIfMatch
    ResponseEntity<Void> restore(@PathVariable("id") String id, HttpServletRequest request) {
        return send(
                id,
                LegacyRight.MODERATE,
                null,
                request,
                (story, legacy) -> new RestoreStory(
                        story, legacy, Caller.required().actor().value()));
    }

    private ResponseEntity<Void> send(
            String id,
            LegacyRight right,
            @Nullable Object body,
            HttpServletRequest request,
            BiFunction<StoryId, LegacyId, StoryCommand> command) {
        StoryId story = Asked.story(id);
        LegacyId legacy = gate.requireStory(story, right).legacy();
        CommandKey key = commands.key(request, body);
        return commands.change(command.apply(story, legacy), key, request).noContent();
    }
}
