package dev.fabula.command;

import dev.fabula.eventstore.command.CommandKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * The header {@code Idempotency-Key}: a quoted string of structured fields (RFC 9651), as the IETF draft of that header
 * has it, 1 to 255 visible characters.
 */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    private static final Pattern QUOTED =
            Pattern.compile("\\s*\"((?:[\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\])*)\"\\s*");
    private static final int LONGEST = 255;

    private IdempotencyKey() {}

    /**
     * The key of a command. The same key with another method, path or body is another command.
     *
     * @param header as it was sent, if it was
     * @throws ErrorResponseException 400 where it is missing or malformed
     */
    public static CommandKey of(@Nullable String header, String method, String path, byte[] body) {
        if (header == null) {
            throw refusal("this call needs an Idempotency-Key, so that it can be repeated without being done twice");
        }
        Matcher quoted = QUOTED.matcher(header);
        if (!quoted.matches()) {
            throw refusal("the Idempotency-Key is not a quoted string, for instance \"01JD3K5V8Q2XW7RBN4T6YHMECA\"");
        }
        String id = quoted.group(1).replaceAll("\\\\(.)", "$1");
        if (id.isEmpty() || id.length() > LONGEST) {
            throw refusal("the Idempotency-Key has 1 to " + LONGEST + " characters");
        }
        return new CommandKey(id, fingerprint(method, path, body));
    }

    private static byte[] fingerprint(String method, String path, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((method + ' ' + path + '\n').getBytes(StandardCharsets.UTF_8));
            return digest.digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ErrorResponseException refusal(String detail) {
        return new ErrorResponseException(
                HttpStatus.BAD_REQUEST, ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail), null);
    }
}
