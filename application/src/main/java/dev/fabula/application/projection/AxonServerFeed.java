package dev.fabula.application.projection;

import dev.fabula.projection.runtime.HistoryFeed;
import java.util.Set;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;

/** Live events from Axon Server: of all types, because its streams know no others. */
final class AxonServerFeed implements HistoryFeed {

    private final StreamableMessageSource<TrackedEventMessage<?>> store;

    AxonServerFeed(StreamableMessageSource<TrackedEventMessage<?>> store) {
        this.store = store;
    }

    @Override
    public StreamableMessageSource<TrackedEventMessage<?>> source(Set<String> types) {
        return store;
    }

    /** Its tokens count from 0, positions from 1. */
    @Override
    public int offset() {
        return 1;
    }
}
