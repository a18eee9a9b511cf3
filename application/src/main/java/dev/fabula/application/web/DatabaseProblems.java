package dev.fabula.application.web;

import dev.fabula.projection.SinkUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What is answered while read models cannot be reached, as problem details. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseProblems {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseProblems.class);
    private static final String SECONDS = "2";

    /** Also where a query takes too long, or a switch does not get its turn because somebody reads for long. */
    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        SinkUnavailableException.class
    })
    ResponseEntity<ProblemDetail> unavailable(RuntimeException failure, HttpServletRequest request) {
        LOG.warn("read models are not available to {} {}", request.getMethod(), request.getRequestURI(), failure);
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, SECONDS)
                .body(Problems.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "read-models-unavailable",
                        "The read models cannot be reached now, or are held by somebody else; nothing was changed.",
                        request));
    }
}
