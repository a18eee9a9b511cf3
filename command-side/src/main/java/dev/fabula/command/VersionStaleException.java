package dev.fabula.command;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A change that was wanted of one version finds another; 412 with the one that there is. */
final class VersionStaleException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    /** @param current the version that would be matched now */
    VersionStaleException(long current) {
        super(HttpStatus.PRECONDITION_FAILED, problem(current), null);
    }

    private static ProblemDetail problem(long current) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.PRECONDITION_FAILED,
                "If-Match names another version than the current one, which is " + current + "; nothing was changed.");
        problem.setProperty("code", "version-stale");
        problem.setProperty("current_version", current);
        return problem;
    }
}
