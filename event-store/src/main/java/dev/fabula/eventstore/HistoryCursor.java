package dev.fabula.eventstore;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import java.util.List;

/** A range of history that is being read, page by page. Not for several threads at once. */
public interface HistoryCursor extends AutoCloseable {

    /**
     * The next events, in the order of positions; an empty list only at the end. Events that one stored event was split
     * into have the same position and come in the same page.
     *
     * @throws UnreadableEventException where an event cannot be read and that is to stop the reader; what is before it has
     *     been handed out, and asking again gives the same
     */
    List<Recorded<DomainEvent>> next();

    /** Everything up to here has been read, or was of no wanted type. */
    long position();

    @Override
    void close();
}
