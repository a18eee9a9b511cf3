package dev.fabula.query;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A read model has not come as far as a request wants it to be. */
final class ProjectionBehindException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;
    private static final String SECONDS = "1";

    ProjectionBehindException(long wanted, long reached) {
        super(HttpStatus.SERVICE_UNAVAILABLE, problem(wanted, reached), null);
        getHeaders().set(HttpHeaders.RETRY_AFTER, SECONDS);
    }

    private static ProblemDetail problem(long wanted, long reached) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "What this is read from has come to position " + reached + ", not to " + wanted + " yet.");
        problem.setProperty("code", "projection-behind");
        problem.setProperty("position", reached);
        return problem;
    }
}
