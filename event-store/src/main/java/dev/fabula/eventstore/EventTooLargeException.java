package dev.fabula.eventstore;

/** An event, or a command's events together, past a limit. Nothing of the command was written. */
public final class EventTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EventTooLargeException(String message) {
        super(message);
    }
}
