package dev.fabula.query;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Where a list that is ordered by a key goes on, as callers hand it back: after a key that is none of their business. */
public final class KeyCursor {

    private static final String PREFIX = "key:";

    private KeyCursor() {}

    public static String after(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((PREFIX + key).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws ResponseStatusException 400 where it is none of ours */
    public static String key(String cursor) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor)))
                    .toString();
            // PostgreSQL has no NUL in text, so no key has one.
            if (text.startsWith(PREFIX) && text.indexOf('\0') < 0) {
                return text.substring(PREFIX.length());
            }
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            // Answered below.
        }
        throw foreign();
    }

    /** For whoever finds in a key that it cannot be one of its own. */
    public static ResponseStatusException foreign() {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, "cursor is not one of ours");
    }
}
