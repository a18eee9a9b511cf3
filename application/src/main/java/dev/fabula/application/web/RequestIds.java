package dev.fabula.application.web;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** What a request is named in logs, problems and its answer: the caller's {@code X-Request-Id}, or a new ULID. */
public final class RequestIds {

    static final String HEADER = "X-Request-Id";
    private static final String ATTRIBUTE = RequestIds.class.getName();
    // Narrow, because it goes into logs and headers.
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestIds() {}

    /** The request's id; the same each time it is asked for. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String given = request.getHeader(HEADER);
        String id = given != null && ACCEPTED.matcher(given).matches()
                ? given
                : UlidCreator.getMonotonicUlid().toString();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }
}
