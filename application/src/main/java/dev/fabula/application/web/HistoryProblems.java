package dev.fabula.application.web;

import dev.fabula.eventstore.AppendOutcomeUnknownException;
import dev.fabula.eventstore.EventTooLargeException;
import dev.fabula.eventstore.HistoryOverloadedException;
import dev.fabula.eventstore.HistoryUnavailableException;
import dev.fabula.eventstore.command.CommandInProgressException;
import dev.fabula.eventstore.command.CommandKeyReusedException;
import dev.fabula.eventstore.privacy.KeysUnavailableException;
import dev.fabula.eventstore.privacy.SubjectErasedException;
import jakarta.servlet.http.HttpServletRequest;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What the history answers to a command, as problem details. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class HistoryProblems {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryProblems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> overloaded(HistoryOverloadedException failure, HttpServletRequest request) {
        return later("history-overloaded", "1", failure, request);
    }

    @ExceptionHandler({HistoryUnavailableException.class, KeysUnavailableException.class})
    ResponseEntity<ProblemDetail> unavailable(RuntimeException failure, HttpServletRequest request) {
        LOG.warn("the history is not available: {}", failure.getMessage());
        // The database's own words are for the log.
        return later(
                "history-unavailable",
                "2",
                new IllegalStateException("The history cannot be reached; nothing of this was recorded."),
                request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(AppendOutcomeUnknownException failure, HttpServletRequest request) {
        return later("outcome-unknown", "5", failure, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> inProgress(CommandInProgressException failure, HttpServletRequest request) {
        return problem(HttpStatus.CONFLICT, "command-in-progress", failure, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> reused(CommandKeyReusedException failure, HttpServletRequest request) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused", failure, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> erased(SubjectErasedException failure, HttpServletRequest request) {
        return problem(HttpStatus.GONE, "subject-erased", failure, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(EventTooLargeException failure, HttpServletRequest request) {
        return problem(HttpStatus.CONTENT_TOO_LARGE, "event-too-large", failure, request);
    }

    @ExceptionHandler({ConcurrencyException.class, AggregateStreamCreationException.class})
    ResponseEntity<ProblemDetail> conflict(RuntimeException failure, HttpServletRequest request) {
        return problem(HttpStatus.CONFLICT, "changed-meanwhile", failure, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notFound(AggregateNotFoundException failure, HttpServletRequest request) {
        return problem(
                HttpStatus.NOT_FOUND, "not-found", new IllegalStateException("There is no such thing."), request);
    }

    private static ResponseEntity<ProblemDetail> later(
            String code, String seconds, RuntimeException failure, HttpServletRequest request) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .body(Problems.of(HttpStatus.SERVICE_UNAVAILABLE, code, String.valueOf(failure.getMessage()), request));
    }

    private static ResponseEntity<ProblemDetail> problem(
            HttpStatus status, String code, RuntimeException failure, HttpServletRequest request) {
        return ResponseEntity.status(status)
                .body(Problems.of(status, code, String.valueOf(failure.getMessage()), request));
    }
}
