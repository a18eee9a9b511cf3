package dev.fabula.command.legacy;

import dev.fabula.command.Commands;
import dev.fabula.command.Sent;
import dev.fabula.command.Words;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.contracts.legacy.PersonCommand.GrantConsent;
import dev.fabula.contracts.legacy.PersonCommand.RequestConsent;
import dev.fabula.contracts.legacy.PersonCommand.WithdrawConsent;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.eventstore.codec.Ulids;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The permission of living people to be named: asked for by members, answered by the person with the code they got. */
@RestController
@RequestMapping("/api/legacies/{idOrSlug}/consents")
class ConsentsController {

    private final Commands commands;
    private final LegacyGate gate;

    ConsentsController(Commands commands, LegacyGate gate) {
        this.commands = commands;
        this.gate = gate;
    }

    /** Answers the code for the person, once: whoever repeats the request learns only that it was done. */
    @PostMapping
    ResponseEntity<Map<String, Object>> ask(
            @PathVariable("idOrSlug") String idOrSlug,
            @Valid @RequestBody LegacyRequests.AskConsent body,
            HttpServletRequest request) {
        LegacyStanding standing = gate.requireOpen(idOrSlug, LegacyRight.KEEP_CONSENTS);
        PersonId person = person(standing, body.person());
        String consent = Ulids.next();
        String code = Codes.next();
        Sent sent = commands.send(
                new RequestConsent(
                        person,
                        standing.legacy(),
                        consent,
                        body.contact(),
                        Codes.hash(code),
                        Caller.required().actor().value()),
                commands.key(request, body),
                request);
        Map<String, Object> answer = new LinkedHashMap<>();
        if (sent.isFirst()) {
            answer.put("consent", consent);
            answer.put("code", code);
        }
        return ResponseEntity.status(HttpStatus.CREATED).headers(sent.headers()).body(answer);
    }

    @PostMapping("/grant")
    ResponseEntity<Void> grant(
            @PathVariable("idOrSlug") String idOrSlug,
            @Valid @RequestBody LegacyRequests.AnswerConsent body,
            HttpServletRequest request) {
        Words.require("evidence", body.evidence());
        LegacyStanding standing = answering(idOrSlug, body.code());
        return commands.send(
                        new GrantConsent(
                                person(standing, body.person()), standing.legacy(), hash(body.code()), body.evidence()),
                        commands.key(request, body),
                        request)
                .noContent();
    }

    @PostMapping("/withdraw")
    ResponseEntity<Void> withdraw(
            @PathVariable("idOrSlug") String idOrSlug,
            @Valid @RequestBody LegacyRequests.AnswerConsent body,
            HttpServletRequest request) {
        LegacyStanding standing = answering(idOrSlug, body.code());
        return commands.send(
                        new WithdrawConsent(person(standing, body.person()), standing.legacy(), hash(body.code())),
                        commands.key(request, body),
                        request)
                .noContent();
    }

    /** With the code one needs no right: it is one's own. Consent can be withdrawn of what is archived, too. */
    private LegacyStanding answering(String idOrSlug, @Nullable String code) {
        return code == null ? gate.require(idOrSlug, LegacyRight.KEEP_CONSENTS) : gate.standing(idOrSlug);
    }

    private PersonId person(LegacyStanding standing, String id) {
        PersonId person = Asked.person(id);
        gate.requirePerson(standing.legacy(), person);
        return person;
    }

    private static @Nullable String hash(@Nullable String code) {
        return code == null ? null : Codes.hash(code);
    }
}
