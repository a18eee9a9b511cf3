package dev.fabula.application.web;

import dev.fabula.projection.SinkRefusedException;
import dev.fabula.projection.runtime.NoSuchProjectionException;
import dev.fabula.projection.runtime.OperationRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What projections answer to operators, as problem details. */
@RestControllerAdvice("dev.fabula.application.operations")
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProjectionProblems {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionProblems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(NoSuchProjectionException failure, HttpServletRequest request) {
        return problem(HttpStatus.NOT_FOUND, "not-found", failure, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(OperationRefusedException failure, HttpServletRequest request) {
        return problem(HttpStatus.CONFLICT, failure.code(), failure, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(SinkRefusedException failure, HttpServletRequest request) {
        LOG.warn("a value is refused by where it should be stored", failure);
        return problem(
                HttpStatus.CONFLICT,
                "value-refused",
                new IllegalStateException(
                        "The folded value cannot be stored; the log says why under the request id. Nothing was changed."),
                request);
    }

    /** What was asked for is out of range; operators read what the runtime says about it. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> malformed(IllegalArgumentException failure, HttpServletRequest request) {
        return problem(HttpStatus.BAD_REQUEST, "bad-request", failure, request);
    }

    private static ResponseEntity<ProblemDetail> problem(
            HttpStatus status, String code, RuntimeException failure, HttpServletRequest request) {
        return ResponseEntity.status(status)
                .body(Problems.of(status, code, String.valueOf(failure.getMessage()), request));
    }
}
