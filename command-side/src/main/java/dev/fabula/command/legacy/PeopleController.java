package dev.fabula.command.legacy;

import dev.fabula.command.Commands;
import dev.fabula.command.Sent;
import dev.fabula.command.TakesIfMatch;
import dev.fabula.contracts.command.CommandRefusedException;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.contracts.legacy.LivingStatus;
import dev.fabula.contracts.legacy.PersonCommand;
import dev.fabula.contracts.legacy.PersonCommand.AddPerson;
import dev.fabula.contracts.legacy.PersonCommand.AttributePart;
import dev.fabula.contracts.legacy.PersonCommand.ChangePerson;
import dev.fabula.contracts.legacy.PersonCommand.MergePersons;
import dev.fabula.contracts.legacy.PersonCommand.RemovePerson;
import dev.fabula.contracts.legacy.PersonCommand.UnmergePersons;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.Sex;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.command.CommandKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Telling of people, and who of them is the same. What changes somebody takes {@code If-Match} with the version that it is
 * wanted of, and is answered 412 where there is another.
 */
@RestController
@RequestMapping("/api/legacies/{idOrSlug}/people")
class PeopleController {

    private final Commands commands;
    private final LegacyGate gate;

    PeopleController(Commands commands, LegacyGate gate) {
        this.commands = commands;
        this.gate = gate;
    }

    /** 201 with the person's id. */
    @PostMapping
    ResponseEntity<Map<String, String>> add(
            @PathVariable("idOrSlug") String idOrSlug,
            @Valid @RequestBody LegacyRequests.AddPerson body,
            HttpServletRequest request) {
        LegacyStanding standing = gate.requireOpen(idOrSlug, LegacyRight.EDIT_PEOPLE);
        Sent sent = commands.send(
                new AddPerson(
                        new PersonId(Ulids.next()),
                        standing.legacy(),
                        Objects.requireNonNullElse(body.sex(), Sex.UNKNOWN),
                        Asked.names(body.names()),
                        Asked.facts(body.facts()),
                        Asked.notes(body.notes()),
                        Objects.requireNonNullElse(body.living(), LivingStatus.INFERRED),
                        List.of(),
                        List.of(),
                        null),
                commands.key(request, body),
                request);
        String made = sent.outcome().orElseThrow().stream();
        return ResponseEntity.created(URI.create("/api/legacies/" + standing.slug() + "/people/" + made))
                .headers(sent.headers())
                .body(Map.of("person", made));
    }

    @PatchMapping("/{person}")
    @TakesIfMatch
    ResponseEntity<Void> change(
            @PathVariable("idOrSlug") String idOrSlug,
            @PathVariable("person") String person,
            @Valid @RequestBody LegacyRequests.ChangePerson body,
            HttpServletRequest request) {
        return send(
                idOrSlug,
                person,
                body,
                request,
                (id, legacy) -> new ChangePerson(
                        id,
                        legacy,
                        body.sex(),
                        Asked.names(body.names()),
                        Asked.facts(body.facts()),
                        body.removed() == null ? List.of() : body.removed(),
                        body.notes() == null ? null : Asked.notes(body.notes()),
                        body.living(),
                        null,
                        null,
                        body.about() == null ? null : Asked.person(body.about()),
                        null));
    }

    @DeleteMapping("/{person}")
    @TakesIfMatch
    ResponseEntity<Void> remove(
            @PathVariable("idOrSlug") String idOrSlug,
            @PathVariable("person") String person,
            HttpServletRequest request) {
        return send(idOrSlug, person, null, request, RemovePerson::new);
    }

    /** Says that another is this same person, who stays. */
    @PostMapping("/{person}/merge")
    @TakesIfMatch
    ResponseEntity<Void> merge(
            @PathVariable("idOrSlug") String idOrSlug,
            @PathVariable("person") String person,
            @Valid @RequestBody LegacyRequests.Other body,
            HttpServletRequest request) {
        return send(
                idOrSlug,
                person,
                body,
                request,
                (id, legacy) -> new MergePersons(id, legacy, Asked.person(body.merged())));
    }

    /** Says that another who was merged is somebody else after all. */
    @PostMapping("/{person}/unmerge")
    @TakesIfMatch
    ResponseEntity<Void> unmerge(
            @PathVariable("idOrSlug") String idOrSlug,
            @PathVariable("person") String person,
            @Valid @RequestBody LegacyRequests.Other body,
            HttpServletRequest request) {
        return send(
                idOrSlug,
                person,
                body,
                request,
                (id, legacy) -> new UnmergePersons(id, legacy, Asked.person(body.merged())));
    }

    /** Says whose a name or fact is that was left undecided when two were told apart again. */
    @PostMapping("/{person}/undecided/{part}")
    @TakesIfMatch
    ResponseEntity<Void> attribute(
            @PathVariable("idOrSlug") String idOrSlug,
            @PathVariable("person") String person,
            @PathVariable("part") String part,
            @Valid @RequestBody LegacyRequests.BelongsTo body,
            HttpServletRequest request) {
        return send(
                idOrSlug,
                person,
                body,
                request,
                (id, legacy) -> new AttributePart(id, legacy, part, Asked.person(body.person())));
    }

    private ResponseEntity<Void> send(
            String idOrSlug,
            String person,
            @Nullable Object body,
            HttpServletRequest request,
            BiFunction<PersonId, LegacyId, PersonCommand> command) {
        LegacyStanding standing = gate.requireOpen(idOrSlug, LegacyRight.EDIT_PEOPLE);
        PersonId id = Asked.person(person);
        CommandKey key = commands.key(request, body);
        try {
            gate.requirePerson(standing.legacy(), id);
        } catch (CommandRefusedException gone) {
            // Perhaps it was this very request that removed them.
            return commands.repeated(key).orElseThrow(() -> gone).noContent();
        }
        return commands.change(command.apply(id, standing.legacy()), key, request)
                .noContent();
    }
}
