package dev.fabula.contracts.event;

import java.util.List;

/** One step from a stored form of an event towards today's. Lives beside the event, one file a step, for ever. */
public interface EventUpcaster {

    /** The wire name that this step reads. */
    String type();

    /** The revision that this step reads. */
    int revision();

    /**
     * What the event would have been if it had been stored in the next form: usually one event, several where one has
     * been split, none where it no longer means anything. A pure function; the argument is the callee's to change.
     */
    List<EventData> upcast(EventData stored);
}
