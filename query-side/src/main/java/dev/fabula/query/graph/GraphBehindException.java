package dev.fabula.query.graph;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The graph holds a part only of an import that is complete; what it would answer was never so. */
final class GraphBehindException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;
    private static final String SECONDS = "1";

    GraphBehindException(long wanted, long reached) {
        super(HttpStatus.SERVICE_UNAVAILABLE, problem(wanted, reached), null);
        getHeaders().set(HttpHeaders.RETRY_AFTER, SECONDS);
    }

    private static ProblemDetail problem(long wanted, long reached) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "A file was imported up to position " + wanted + ", and the graph has come to " + reached
                        + "; try again later.");
        problem.setProperty("code", "graph-behind");
        problem.setProperty("position", reached);
        return problem;
    }
}
