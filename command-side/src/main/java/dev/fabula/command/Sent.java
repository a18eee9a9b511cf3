package dev.fabula.command;

import dev.fabula.eventstore.command.CommandOutcome;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** What became of a command that came by HTTP. */
public final class Sent {

    private static final String POSITION = "Fabula-Position";
    private static final String VERSION = "Fabula-Version";

    private final Optional<CommandOutcome> outcome;

    Sent(Optional<CommandOutcome> outcome) {
        this.outcome = outcome;
    }

    /** Where it led to; nothing where everything was as it was wanted already. */
    public Optional<CommandOutcome> outcome() {
        return outcome;
    }

    /** Whether this sending did it, and no earlier one of the same request. */
    public boolean isFirst() {
        return outcome.isPresent() && !outcome.get().repeated();
    }

    /** 204 to who has nothing to be told but where it led to. */
    public ResponseEntity<Void> noContent() {
        return ResponseEntity.noContent().headers(headers()).build();
    }

    /** What a client needs to read its own write: the position in the history, and the version of the stream. */
    public HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        outcome.ifPresent(led -> {
            headers.set(POSITION, Long.toString(led.position()));
            headers.set(VERSION, Long.toString(led.version()));
        });
        return headers;
    }
}
