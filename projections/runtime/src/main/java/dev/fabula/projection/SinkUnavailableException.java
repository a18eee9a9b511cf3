package dev.fabula.projection;

/** A sink cannot be asked now; trying again later is all that helps. */
public final class SinkUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SinkUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
