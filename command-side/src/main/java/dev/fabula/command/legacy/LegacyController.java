package dev.fabula.command.legacy;

import dev.fabula.command.Commands;
import dev.fabula.command.Sent;
import dev.fabula.command.Words;
import dev.fabula.contracts.legacy.LegacyCommand.ArchiveLegacy;
import dev.fabula.contracts.legacy.LegacyCommand.CreateLegacy;
import dev.fabula.contracts.legacy.LegacyCommand.RenameLegacy;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.LegacyPolicy;
import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.command.CommandKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Map;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Beginning, renaming and archiving legacies. */
@RestController
@RequestMapping("/api/legacies")
class LegacyController {

    private final Commands commands;
    private final LegacyGate gate;

    LegacyController(Commands commands, LegacyGate gate) {
        this.commands = commands;
        this.gate = gate;
    }

    /** Begins a legacy, whose owner the caller is; 201 with its id. */
    @PostMapping
    ResponseEntity<Map<String, String>> create(
            @Valid @RequestBody LegacyRequests.Create body, HttpServletRequest request) {
        Caller caller = Caller.required();
        if (!LegacyPolicy.mayCreate(caller.roles())) {
            throw LegacyRefusals.rightMissing(LegacyRight.MANAGE);
        }
        Words.require("description", body.description());
        CommandKey key = commands.key(request, body);
        LegacyId legacy = new LegacyId(Ulids.next());
        Sent sent;
        try {
            sent = commands.send(
                    new CreateLegacy(
                            legacy,
                            LegacyGate.reservation(body.slug()),
                            body.slug(),
                            body.name(),
                            body.description(),
                            caller.actor().value()),
                    key,
                    request);
        } catch (AggregateStreamCreationException taken) {
            // The legacy's own id is new: what was there before can only be the slug.
            throw LegacyRefusals.slugTaken(body.slug());
        }
        String made = sent.outcome().orElseThrow().stream();
        return ResponseEntity.created(URI.create("/api/legacies/" + made))
                .headers(sent.headers())
                .body(Map.of("legacy", made, "slug", body.slug()));
    }

    @PostMapping("/{idOrSlug}/name")
    ResponseEntity<Void> rename(
            @PathVariable("idOrSlug") String idOrSlug,
            @Valid @RequestBody LegacyRequests.Rename body,
            HttpServletRequest request) {
        Words.require("description", body.description());
        LegacyStanding standing = gate.requireOpen(idOrSlug, LegacyRight.MANAGE);
        return commands.send(
                        new RenameLegacy(standing.legacy(), body.name(), body.description()),
                        commands.key(request, body),
                        request)
                .noContent();
    }

    /** From now on it can only be read. */
    @PostMapping("/{idOrSlug}/archive")
    ResponseEntity<Void> archive(@PathVariable("idOrSlug") String idOrSlug, HttpServletRequest request) {
        LegacyStanding standing = gate.require(idOrSlug, LegacyRight.MANAGE);
        return commands.send(new ArchiveLegacy(standing.legacy()), commands.key(request, null), request)
                .noContent();
    }
}
