package dev.fabula.application.operations;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Where a list goes on, as callers hand it back: after a number that is none of their business. */
final class Cursor {

    private static final String PREFIX = "after:";

    private Cursor() {}

    static String after(long number) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((PREFIX + number).getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws ResponseStatusException 400 where it is none of ours */
    static long number(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (text.startsWith(PREFIX)) {
                return Long.parseUnsignedLong(text.substring(PREFIX.length()));
            }
        } catch (IllegalArgumentException malformed) {
            // Answered below.
        }
        throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "cursor is not one of ours");
    }
}
