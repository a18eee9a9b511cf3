package dev.fabula.command.legacy;

import dev.fabula.command.Commands;
import dev.fabula.command.Sent;
import dev.fabula.command.Words;
import dev.fabula.contracts.legacy.ContextCommand.AddContext;
import dev.fabula.contracts.legacy.ContextId;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.eventstore.codec.Ulids;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Places, periods, themes and events that stories hang on. */
@RestController
@RequestMapping("/api/legacies/{idOrSlug}/contexts")
class ContextsController {

    private final Commands commands;
    private final LegacyGate gate;

    ContextsController(Commands commands, LegacyGate gate) {
        this.commands = commands;
        this.gate = gate;
    }

    /** 201 with its id. */
    @PostMapping
    ResponseEntity<Map<String, String>> add(
            @PathVariable("idOrSlug") String idOrSlug,
            @Valid @RequestBody LegacyRequests.AddContext body,
            HttpServletRequest request) {
        Words.require("description", body.description());
        LegacyStanding standing = gate.requireOpen(idOrSlug, LegacyRight.EDIT_PEOPLE);
        Sent sent = commands.send(
                new AddContext(
                        new ContextId(Ulids.next()),
                        standing.legacy(),
                        body.kind(),
                        body.name(),
                        body.description(),
                        body.date(),
                        body.place()),
                commands.key(request, body),
                request);
        String made = sent.outcome().orElseThrow().stream();
        return ResponseEntity.created(URI.create("/api/legacies/" + standing.slug() + "/contexts/" + made))
                .headers(sent.headers())
                .body(Map.of("context", made));
    }
}
