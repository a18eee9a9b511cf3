package dev.fabula.application.web;

import dev.fabula.projection.feed.FeedRefusedException;
import dev.fabula.projection.feed.FeedUnavailableException;
import dev.fabula.projection.feed.NoSuchFeedException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What feeds answer to operators, as problem details. */
@RestControllerAdvice("dev.fabula.application.operations")
@Order(Ordered.HIGHEST_PRECEDENCE)
class FeedProblems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(NoSuchFeedException failure, HttpServletRequest request) {
        return problem(HttpStatus.NOT_FOUND, "not-found", failure, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(FeedRefusedException failure, HttpServletRequest request) {
        return problem(HttpStatus.CONFLICT, failure.code(), failure, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(FeedUnavailableException failure, HttpServletRequest request) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, "kafka-unavailable", failure, request);
    }

    private static ResponseEntity<ProblemDetail> problem(
            HttpStatus status, String code, RuntimeException failure, HttpServletRequest request) {
        return ResponseEntity.status(status)
                .body(Problems.of(status, code, String.valueOf(failure.getMessage()), request));
    }
}
