package dev.fabula.projection;

/** A sink will not have a value, however often it is tried; the transaction is over. */
public final class SinkRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SinkRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
