package dev.fabula.application.web;

import dev.fabula.contracts.command.CommandRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What aggregates say no with, as problem details. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class CommandProblems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(CommandRefusedException refusal, HttpServletRequest request) {
        HttpStatus status = switch (refusal.kind()) {
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case CONFLICT -> HttpStatus.CONFLICT;
            case EXHAUSTED -> HttpStatus.PAYMENT_REQUIRED;
        };
        ProblemDetail problem = Problems.of(status, refusal.code(), String.valueOf(refusal.getMessage()), request);
        refusal.details().forEach(problem::setProperty);
        return ResponseEntity.status(status).body(problem);
    }
}
