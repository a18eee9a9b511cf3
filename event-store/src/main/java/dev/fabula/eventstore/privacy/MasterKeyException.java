package dev.fabula.eventstore.privacy;

/** A master key is missing, malformed or not the one that was used before; the message never shows a key. */
public final class MasterKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MasterKeyException(String message) {
        super(message);
    }
}
