package dev.fabula.eventstore;

/**
 * The history stopped answering while this command was being recorded, for so long that nobody can say yet whether it
 * was. Repeating the command with the same idempotency key tells, and never records it twice.
 */
public final class AppendOutcomeUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AppendOutcomeUnknownException(String message) {
        super(message);
    }
}
