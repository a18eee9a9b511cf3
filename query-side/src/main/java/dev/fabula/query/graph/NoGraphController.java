package dev.fabula.query.graph;

import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says that there is no graph, where there is none. */
@RestController
@Conditional(WithGraph.Not.class)
class NoGraphController {

    @GetMapping("/api/graph/**")
    ResponseEntity<Void> none() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "This installation has no graph: it is not told of a Neo4j.");
        problem.setProperty("code", "graph-not-configured");
        throw new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE, problem, null);
    }
}
