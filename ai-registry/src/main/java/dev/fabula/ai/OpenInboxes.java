package dev.fabula.ai;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.reactivestreams.Publisher;

/** Who waits for providers at the moment, so that closing can end it. */
final class OpenInboxes {

    private final Set<Inbox<?>> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    <T> Inbox<T> subscribe(Publisher<T> publisher) {
        var inbox = new Inbox<T>();
        open.add(inbox);
        // After it was added: either closing sees the inbox, or this sees that it is closed.
        if (closed) {
            inbox.close();
        } else {
            publisher.subscribe(inbox);
        }
        return inbox;
    }

    /** Cuts the connection if the answer has not ended. */
    void leave(Inbox<?> inbox) {
        open.remove(inbox);
        inbox.dispose();
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        open.forEach(Inbox::close);
    }
}
