package dev.fabula.application.web;

import java.io.IOException;

/** A body went past the limit while it was read. */
final class RequestTooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    RequestTooLarge(long limit) {
        super("the body of a request may have at most " + limit + " bytes (fabula.limits.request-body)");
    }
}
