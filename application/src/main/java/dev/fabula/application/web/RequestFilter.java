package dev.fabula.application.web;

import dev.fabula.application.FabulaProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The first thing every request meets: it gets its id, and a body that is too large goes no further. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class RequestFilter extends OncePerRequestFilter {

    private final long maximumBody;
    private final ProblemWriter problems;

    RequestFilter(FabulaProperties properties, ProblemWriter problems) {
        this.maximumBody = properties.limits().requestBody().toBytes();
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = RequestIds.of(request);
        response.setHeader(RequestIds.HEADER, id);
        MDC.put("request_id", id);
        try {
            if (request.getContentLengthLong() > maximumBody) {
                problems.write(request, response, HttpStatus.CONTENT_TOO_LARGE, "request-too-large", tooLarge());
                return;
            }
            chain.doFilter(new LimitedRequest(request, maximumBody), response);
        } catch (RequestTooLarge tooLarge) {
            // Thrown while a body without a declared length was read outside a handler.
            problems.write(request, response, HttpStatus.CONTENT_TOO_LARGE, "request-too-large", tooLarge());
        } finally {
            MDC.remove("request_id");
        }
    }

    private String tooLarge() {
        return "The body of a request may have at most " + maximumBody + " bytes (fabula.limits.request-body).";
    }
}
