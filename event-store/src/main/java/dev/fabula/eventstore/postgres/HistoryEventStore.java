package dev.fabula.eventstore.postgres;

import dev.fabula.eventstore.UnreadableEvents;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.monitoring.MessageMonitor;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store on the history. Aggregates load with one query, snapshot included; streams wake up as soon as there
 * is more, and can be limited to some types of events.
 */
public final class HistoryEventStore extends AbstractEventStore {

    private final PostgresEventStorageEngine engine;
    private final UnreadableEvents unreadable;
    private final RecentEvents recent;

    private HistoryEventStore(Builder builder) {
        super(builder);
        engine = builder.engine;
        unreadable = builder.unreadable;
        recent = new RecentEvents(engine.history(), engine.headWatch());
    }

    /** @param unreadable what streams do about an event that cannot be read */
    public static HistoryEventStore on(
            PostgresEventStorageEngine engine,
            UnreadableEvents unreadable,
            MessageMonitor<? super EventMessage<?>> monitor) {
        Builder builder = new Builder(engine, unreadable);
        builder.messageMonitor(monitor);
        return new HistoryEventStore(builder);
    }

    @Override
    public DomainEventStream readEvents(String stream) {
        return DomainEventStream.concat(engine.load(stream), DomainEventStream.of(stagedDomainEventMessages(stream)));
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        return new HistoryStream(engine, recent, HistoryStream.positionOf(token), Set.of(), unreadable, false);
    }

    /**
     * The events of some types only, as {@link RecordedMessage}; the others are not even read, but
     * {@link dev.fabula.eventstore.HistoryPassed} says that they have been passed.
     *
     * @param types wire names, including those that upcasters start from; empty for all
     */
    public Source source(Set<String> types) {
        return new Source(types);
    }

    /** A stream of events for Axon's processors. */
    public final class Source implements StreamableMessageSource<TrackedEventMessage<?>> {

        private final Set<String> types;

        private Source(Set<String> types) {
            this.types = types;
        }

        @Override
        public TrackingEventStream openStream(@Nullable TrackingToken token) {
            return new HistoryStream(engine, recent, HistoryStream.positionOf(token), types, unreadable, true);
        }

        @Override
        public TrackingToken createTailToken() {
            return engine.createTailToken();
        }

        @Override
        public TrackingToken createHeadToken() {
            return engine.createHeadToken();
        }

        @Override
        public TrackingToken createTokenAt(java.time.Instant time) {
            return engine.createTokenAt(time);
        }
    }

    private static final class Builder extends AbstractEventStore.Builder {

        private final PostgresEventStorageEngine engine;
        private final UnreadableEvents unreadable;

        Builder(PostgresEventStorageEngine engine, UnreadableEvents unreadable) {
            this.engine = engine;
            this.unreadable = unreadable;
            storageEngine(engine);
        }
    }
}
