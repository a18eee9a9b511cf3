package dev.fabula.application.web;

import dev.fabula.application.FabulaProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
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

    /** Files come there, which go to where they wait in parts and never stand in memory whole. */
    private static final Pattern IMPORT = Pattern.compile("/api/legacies/[^/]+/import");

    private final FabulaProperties.Limits limits;
    private final ProblemWriter problems;

    RequestFilter(FabulaProperties properties, ProblemWriter problems) {
        this.limits = properties.limits();
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = RequestIds.of(request);
        response.setHeader(RequestIds.HEADER, id);
        MDC.put("request_id", id);
        boolean file = IMPORT.matcher(request.getRequestURI()).matches();
        RequestTooLarge limit = file
                ? new RequestTooLarge(limits.importBody().toBytes(), "fabula.limits.import-body")
                : new RequestTooLarge(limits.requestBody().toBytes(), "fabula.limits.request-body");
        try {
            if (request.getContentLengthLong() > limit.bytes()) {
                throw limit;
            }
            chain.doFilter(new LimitedRequest(request, limit), response);
        } catch (RequestTooLarge tooLarge) {
            // Thrown here, or while a body without a declared length was read outside a handler.
            String detail = String.valueOf(tooLarge.getMessage());
            problems.write(request, response, HttpStatus.CONTENT_TOO_LARGE, "request-too-large", detail);
        } finally {
            MDC.remove("request_id");
        }
    }
}
