package dev.fabula.query.legacy;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** As many exports as there may be are being read already. */
final class ExportsBusyException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;
    private static final String SECONDS = "10";

    ExportsBusyException() {
        super(HttpStatus.SERVICE_UNAVAILABLE, problem(), null);
        getHeaders().set(HttpHeaders.RETRY_AFTER, SECONDS);
    }

    private static ProblemDetail problem() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "As many exports as there may be at a time (fabula.query.exports) are being read by others.");
        problem.setProperty("code", "exports-busy");
        return problem;
    }
}
