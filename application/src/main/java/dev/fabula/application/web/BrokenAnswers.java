package dev.fabula.application.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * What fails once a part of the answer is sent cannot be answered any more. It goes on to the server, which breaks the
 * connection: a problem behind half a file would make it look like a whole one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class BrokenAnswers implements HandlerExceptionResolver {

    private static final Logger LOG = LoggerFactory.getLogger(BrokenAnswers.class);

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (!response.isCommitted()) {
            return null;
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            LOG.debug(
                    "nobody reads the answer to {} {} any more", request.getMethod(), request.getRequestURI(), failure);
            return new ModelAndView();
        }
        throw new BrokenAnswerException(request.getMethod() + ' ' + request.getRequestURI(), failure);
    }

    /** Half an answer. */
    static final class BrokenAnswerException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BrokenAnswerException(String what, Exception cause) {
            super("the answer to " + what + " broke off", cause);
        }
    }
}
