package dev.fabula.query.legacy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Where somebody's consent stands. */
enum ConsentState {
    /** Nobody has asked them. */
    UNASKED,
    /** They were asked, and have not answered, or have withdrawn what they had answered. */
    ASKED,
    /** They may be named. */
    CONSENTED;

    static ConsentState of(PersonRow row) {
        return row.consented() ? CONSENTED : row.consentAsked() ? ASKED : UNASKED;
    }

    /** @throws ResponseStatusException 400 naming the states there are */
    static ConsentState named(String name) {
        return Arrays.stream(values())
                .filter(state -> state.wireName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.BAD_REQUEST, "state is unasked, asked or consented"));
    }

    /** The name as it is sent. */
    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
