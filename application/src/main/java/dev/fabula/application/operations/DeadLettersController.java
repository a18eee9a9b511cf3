package dev.fabula.application.operations;

import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.postgres.EventBrowser;
import dev.fabula.eventstore.postgres.PostgresHistory;
import dev.fabula.projection.runtime.ProjectionOperations;
import dev.fabula.projection.runtime.ProjectionOperations.DeadLetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Events whose fold failed, and what waits behind them for their keys. */
@RestController
@RequestMapping("/api/admin/projections/{name}/dead-letters")
class DeadLettersController {

    private static final int MOST = 500;

    private final ProjectionOperations operations;
    private final EventBrowser browser;
    private final History history;

    DeadLettersController(ProjectionOperations operations, EventBrowser browser, History history) {
        this.operations = operations;
        this.browser = browser;
        this.history = history;
    }

    /** @param error nothing where it waits behind one that failed */
    record Letter(
            long id,
            int generation,
            String tenant,
            String key,
            long position,
            @Nullable String error,
            int attempts,
            Instant parkedAt) {

        static Letter of(DeadLetter letter) {
            return new Letter(
                    letter.id(),
                    letter.generation(),
                    letter.tenant(),
                    letter.key(),
                    letter.position(),
                    letter.error(),
                    letter.attempts(),
                    letter.parkedAt());
        }
    }

    /**
     * @param cursor where to go on, always there
     * @param more whether there is something to ask for at once
     */
    record Letters(List<Letter> letters, String cursor, boolean more) {}

    /**
     * @param cursor of the page before
     * @param limit letters at most, 1 to 500
     */
    @GetMapping
    Letters list(
            @PathVariable("name") String name,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "limit is 1 to " + MOST);
        }
        long after = cursor == null ? 0 : Cursor.number(cursor);
        List<DeadLetter> found = operations.deadLetters(name, after, limit + 1);
        List<Letter> shown = found.stream().limit(limit).map(Letter::of).toList();
        return new Letters(
                shown, Cursor.after(shown.isEmpty() ? after : shown.getLast().id()), found.size() > limit);
    }

    /**
     * @param stack where its fold failed
     * @param event as it is stored, personal data masked; nothing where the history is kept elsewhere
     */
    record Opened(Letter letter, @Nullable String stack, EventBrowser.@Nullable Shown event) {}

    @GetMapping("/{id}")
    Opened open(@PathVariable("name") String name, @PathVariable("id") long id) {
        DeadLetter letter = operations.deadLetter(name, id);
        return new Opened(Letter.of(letter), letter.stack(), event(letter.position()));
    }

    private EventBrowser.@Nullable Shown event(long position) {
        // The browser looks into PostgreSQL, where this position of another history is another event.
        if (!(history instanceof PostgresHistory)) {
            return null;
        }
        return browser.look(new EventBrowser.Question(position - 1, 1, null, null, null)).events().stream()
                .filter(shown -> shown.position() == position)
                .findFirst()
                .orElse(null);
    }

    /** @param left how many are parked still for the key */
    record Left(int left) {}

    @PostMapping("/{id}/retry")
    Left retry(@PathVariable("name") String name, @PathVariable("id") long id) {
        return new Left(operations.retry(name, id, actor()));
    }

    /** @param reason says nothing about a person: it is kept */
    record Discard(@NotBlank String reason) {}

    @PostMapping("/{id}/discard")
    Left discard(@PathVariable("name") String name, @PathVariable("id") long id, @Valid @RequestBody Discard discard) {
        return new Left(operations.discard(name, id, discard.reason(), actor()));
    }

    private static String actor() {
        return Caller.required().actor().value();
    }
}
