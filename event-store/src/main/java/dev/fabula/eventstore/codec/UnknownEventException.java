package dev.fabula.eventstore.codec;

/** No event type of this version has that name and revision, and no upcaster leads to one. */
public final class UnknownEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownEventException(String type, int revision, String known) {
        super("no event type here reads " + type + " revision " + revision + " (" + known + ")");
    }
}
