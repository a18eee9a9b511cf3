package dev.fabula.query.search;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What a cursor goes on from is kept no more. */
final class CursorExpiredException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    CursorExpiredException() {
        super(HttpStatus.GONE, problem(), null);
    }

    private static ProblemDetail problem() {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.GONE, "The cursor has expired; search again without it.");
        problem.setProperty("code", "cursor-expired");
        return problem;
    }
}
