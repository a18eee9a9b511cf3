package dev.fabula.eventstore.privacy;

/** Ciphertext that does not open although its key is there, or whose key was never there: something changed the data. */
public final class UnreadablePersonalDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadablePersonalDataException(String message) {
        super(message);
    }
}
