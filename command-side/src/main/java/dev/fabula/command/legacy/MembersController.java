package dev.fabula.command.legacy;

import dev.fabula.command.Commands;
import dev.fabula.command.Sent;
import dev.fabula.contracts.legacy.LegacyCommand.AcceptInvitation;
import dev.fabula.contracts.legacy.LegacyCommand.GrantRole;
import dev.fabula.contracts.legacy.LegacyCommand.InviteMember;
import dev.fabula.contracts.legacy.LegacyCommand.RevokeRole;
import dev.fabula.contracts.legacy.LegacyCommand.WithdrawInvitation;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.contracts.legacy.StoryId;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.eventstore.codec.Ulids;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who has which role in a legacy, and how they come by it. */
@RestController
@RequestMapping("/api/legacies/{idOrSlug}")
class MembersController {

    private static final int DAYS = 14;

    private final Commands commands;
    private final LegacyGate gate;

    MembersController(Commands commands, LegacyGate gate) {
        this.commands = commands;
        this.gate = gate;
    }

    /**
     * Invites somebody. The code is answered here and nowhere else, once: whoever repeats the request learns only that it
     * was done.
     */
    @PostMapping("/invitations")
    ResponseEntity<Map<String, Object>> invite(
            @PathVariable("idOrSlug") String idOrSlug,
            @Valid @RequestBody LegacyRequests.Invite body,
            HttpServletRequest request) {
        LegacyStanding standing = gate.requireOpen(idOrSlug, LegacyRight.MANAGE);
        StoryId story = storyOf(standing, body.story());
        String invitation = Ulids.next();
        String code = Codes.next();
        Instant expires = Instant.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(Duration.ofDays(body.days() == null ? DAYS : body.days()));
        Sent sent = commands.send(
                new InviteMember(
                        standing.legacy(),
                        invitation,
                        body.role(),
                        story,
                        body.email(),
                        Codes.hash(code),
                        expires,
                        Caller.required().actor().value()),
                commands.key(request, body),
                request);
        Map<String, Object> answer = new LinkedHashMap<>();
        if (sent.isFirst()) {
            answer.put("invitation", invitation);
            answer.put("code", code);
            answer.put("expires_at", expires);
        }
        return ResponseEntity.status(HttpStatus.CREATED).headers(sent.headers()).body(answer);
    }

    private @Nullable StoryId storyOf(LegacyStanding standing, @Nullable String id) {
        if (id == null) {
            return null;
        }
        StoryId story = Asked.story(id);
        gate.requireStoryOf(standing.legacy(), story);
        return story;
    }

    @DeleteMapping("/invitations/{invitation}")
    ResponseEntity<Void> withdraw(
            @PathVariable("idOrSlug") String idOrSlug,
            @PathVariable("invitation") String invitation,
            HttpServletRequest request) {
        LegacyStanding standing = gate.require(idOrSlug, LegacyRight.MANAGE);
        return commands.send(
                        new WithdrawInvitation(standing.legacy(), invitation), commands.key(request, null), request)
                .noContent();
    }

    /** Whoever has the code becomes a member; no role is needed for it. */
    @PostMapping("/invitations/accept")
    ResponseEntity<Void> accept(
            @PathVariable("idOrSlug") String idOrSlug,
            @Valid @RequestBody LegacyRequests.Accept body,
            HttpServletRequest request) {
        LegacyStanding standing = gate.standing(idOrSlug);
        return commands.send(
                        new AcceptInvitation(
                                standing.legacy(),
                                Codes.hash(body.code()),
                                Caller.required().actor().value(),
                                Instant.now()),
                        commands.key(request, body),
                        request)
                .noContent();
    }

    @PutMapping("/members/{member}")
    ResponseEntity<Void> grant(
            @PathVariable("idOrSlug") String idOrSlug,
            @PathVariable("member") String member,
            @Valid @RequestBody LegacyRequests.Grant body,
            HttpServletRequest request) {
        LegacyStanding standing = gate.requireOpen(idOrSlug, LegacyRight.MANAGE);
        return commands.send(
                        new GrantRole(standing.legacy(), member, body.role(), storyOf(standing, body.story())),
                        commands.key(request, body),
                        request)
                .noContent();
    }

    /** @param story the role for that story; without it, the one in the whole legacy */
    @DeleteMapping("/members/{member}")
    ResponseEntity<Void> revoke(
            @PathVariable("idOrSlug") String idOrSlug,
            @PathVariable("member") String member,
            @RequestParam(name = "story", required = false) @Nullable String story,
            HttpServletRequest request) {
        LegacyStanding standing = gate.require(idOrSlug, LegacyRight.MANAGE);
        return commands.send(
                        new RevokeRole(standing.legacy(), member, story == null ? null : Asked.story(story)),
                        commands.key(request, story),
                        request)
                .noContent();
    }
}
