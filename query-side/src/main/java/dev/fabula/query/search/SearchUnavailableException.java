package dev.fabula.query.search;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What is searched cannot be asked at the moment; everything else can. */
final class SearchUnavailableException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;
    private static final String SECONDS = "2";

    private SearchUnavailableException(String code, String detail, @Nullable Throwable cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, problem(code, detail), cause);
        getHeaders().set(HttpHeaders.RETRY_AFTER, SECONDS);
    }

    static SearchUnavailableException index(@Nullable Throwable cause) {
        return new SearchUnavailableException(
                "search-unavailable", "The search index cannot be asked at the moment; try again later.", cause);
    }

    static SearchUnavailableException meaning() {
        return new SearchUnavailableException(
                "semantic-unavailable",
                "No model says at the moment what the query means; try again later, or search by keyword.",
                null);
    }

    private static ProblemDetail problem(String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail);
        problem.setProperty("code", code);
        return problem;
    }
}
