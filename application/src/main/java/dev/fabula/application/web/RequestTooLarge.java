package dev.fabula.application.web;

import java.io.IOException;

/** A body has more bytes than it may; without a trace, because nothing is to be looked for. */
final class RequestTooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    private final long bytes;

    /** @param setting that says so */
    RequestTooLarge(long bytes, String setting) {
        super("The body of a request may have at most " + bytes + " bytes (" + setting + ").");
        this.bytes = bytes;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
