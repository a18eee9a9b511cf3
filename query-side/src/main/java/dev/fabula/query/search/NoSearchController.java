package dev.fabula.query.search;

import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says that there is nothing to search, where there is none. */
@RestController
@Conditional(WithSearch.Not.class)
class NoSearchController {

    @GetMapping("/api/search")
    ResponseEntity<Void> none() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "This installation cannot search: it is not told of an Elasticsearch.");
        problem.setProperty("code", "search-not-configured");
        throw new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE, problem, null);
    }
}
