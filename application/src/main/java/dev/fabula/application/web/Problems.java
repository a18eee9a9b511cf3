package dev.fabula.application.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** How our problem details look: a stable {@code code}, the request's id, never a stack trace. */
final class Problems {
    private Problems() {}

    static ProblemDetail of(HttpStatusCode status, String code, String detail, HttpServletRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        complete(problem, code, request);
        return problem;
    }

    /** Gives a problem that Spring made what all of ours have. */
    static void complete(ProblemDetail problem, String code, HttpServletRequest request) {
        problem.setType(URI.create("urn:fabula:problem:" + code));
        HttpStatus known = HttpStatus.resolve(problem.getStatus());
        if (known != null) {
            problem.setTitle(known.getReasonPhrase());
        }
        if (problem.getInstance() == null) {
            problem.setInstance(URI.create(request.getRequestURI().replaceAll("[^A-Za-z0-9/._~-]", "_")));
        }
        problem.setProperty("code", code);
        problem.setProperty("request_id", RequestIds.of(request));
    }

    /** The code that a problem names itself, else that of its status. */
    static String codeOf(ProblemDetail problem, HttpStatusCode status) {
        Map<String, Object> properties = problem.getProperties();
        return properties != null && properties.get("code") instanceof String own ? own : codeOf(status);
    }

    /** The code of a failure that has no name of its own: its status' reason, in kebab case. */
    static String codeOf(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null
                ? "status-" + status.value()
                : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
