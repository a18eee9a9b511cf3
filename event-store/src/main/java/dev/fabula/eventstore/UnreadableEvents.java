package dev.fabula.eventstore;

/** What a reader does about an event that it cannot read. */
@FunctionalInterface
public interface UnreadableEvents {

    /** Nothing after it is read before somebody has looked: no fold misses anything. */
    UnreadableEvents STOP = unreadable -> {
        throw unreadable;
    };

    /** Throws, which stops the reader, or returns, which lets it step over the event. */
    void found(UnreadableEventException unreadable);
}
