package dev.fabula.eventstore.privacy;

/** The keys could not be reached. Nothing is wrong with them: trying again later can help. */
public final class KeysUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeysUnavailableException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
