package dev.fabula.command.legacy;

import dev.fabula.command.Commands;
import dev.fabula.command.Sent;
import dev.fabula.command.TakesIfMatch;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.RelationshipCommand.AddRelationship;
import dev.fabula.contracts.legacy.RelationshipCommand.ChangeRelationship;
import dev.fabula.contracts.legacy.RelationshipCommand.RemoveRelationship;
import dev.fabula.contracts.legacy.RelationshipId;
import dev.fabula.contracts.legacy.RelationshipKind;
import dev.fabula.contracts.tenancy.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What joins people. Changing and removing take {@code If-Match} with the version that it is wanted of, and are answered
 * 412 where there is another.
 */
@RestController
@RequestMapping("/api/legacies/{idOrSlug}/relationships")
class RelationshipsController {

    private final Commands commands;
    private final LegacyGate gate;

    RelationshipsController(Commands commands, LegacyGate gate) {
        this.commands = commands;
        this.gate = gate;
    }

    /** 201 with its id, which is made from who they are and how they are joined. */
    @PostMapping
    ResponseEntity<Map<String, String>> add(
            @PathVariable("idOrSlug") String idOrSlug,
            @Valid @RequestBody LegacyRequests.AddRelationship body,
            HttpServletRequest request) {
        LegacyStanding standing = gate.requireOpen(idOrSlug, LegacyRight.EDIT_PEOPLE);
        PersonId from = Asked.person(body.from());
        PersonId to = body.to() == null ? null : Asked.person(body.to());
        gate.requirePerson(standing.legacy(), from);
        if (to != null) {
            gate.requirePerson(standing.legacy(), to);
        }
        AddRelationship command = new AddRelationship(
                RelationshipIds.of(
                        Caller.required().tenant(),
                        standing.legacy(),
                        body.kind(),
                        from,
                        to,
                        body.role(),
                        body.family()),
                standing.legacy(),
                body.kind(),
                from,
                to,
                body.kind() == RelationshipKind.PARENT_CHILD && body.pedigree() == null
                        ? Pedigree.BIRTH
                        : body.pedigree(),
                body.role(),
                body.family(),
                body.place(),
                Asked.facts(body.facts()),
                List.of(),
                null);
        Sent sent = commands.send(command, commands.key(request, body), request);
        String made = sent.outcome().orElseThrow().stream();
        return ResponseEntity.created(URI.create("/api/legacies/" + standing.slug() + "/relationships/" + made))
                .headers(sent.headers())
                .body(Map.of("relationship", made));
    }

    @PatchMapping("/{relationship}")
    @TakesIfMatch
    ResponseEntity<Void> change(
            @PathVariable("idOrSlug") String idOrSlug,
            @PathVariable("relationship") String relationship,
            @Valid @RequestBody LegacyRequests.ChangeRelationship body,
            HttpServletRequest request) {
        LegacyStanding standing = gate.requireOpen(idOrSlug, LegacyRight.EDIT_PEOPLE);
        return commands.change(
                        new ChangeRelationship(
                                known(standing, relationship),
                                standing.legacy(),
                                body.pedigree(),
                                body.role(),
                                body.place(),
                                Asked.facts(body.facts()),
                                body.removed() == null ? List.of() : body.removed(),
                                null,
                                null),
                        commands.key(request, body),
                        request)
                .noContent();
    }

    @DeleteMapping("/{relationship}")
    @TakesIfMatch
    ResponseEntity<Void> remove(
            @PathVariable("idOrSlug") String idOrSlug,
            @PathVariable("relationship") String relationship,
            HttpServletRequest request) {
        LegacyStanding standing = gate.requireOpen(idOrSlug, LegacyRight.EDIT_PEOPLE);
        return commands.change(
                        new RemoveRelationship(known(standing, relationship), standing.legacy(), null),
                        commands.key(request, null),
                        request)
                .noContent();
    }

    private RelationshipId known(LegacyStanding standing, String id) {
        RelationshipId relationship = Asked.relationship(id);
        gate.requireRelationship(standing.legacy(), relationship);
        return relationship;
    }
}
