package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.privacy.PrivacyEvent.SubjectKeyDestroyed;
import dev.fabula.eventstore.HistoryPassed;
import dev.fabula.projection.Projection;
import dev.fabula.projection.SinkRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * What Axon's processors call for each event: collects them, and folds the whole batch before it commits. A segment is
 * responsible for the keys that fall into it, so an event that touches several keys is handed to several segments.
 */
final class FoldingInvoker<K, V> implements EventHandlerInvoker {

    private final Projection<K, V> projection;
    private final LiveBatch<K, V> batch;
    private final Function<EventMessage<?>, Recorded<DomainEvent>> recorded;
    private final BiConsumer<Integer, List<Recorded<DomainEvent>>> committed;
    private final Set<Integer> careful = ConcurrentHashMap.newKeySet();
    /** By segment, which has one batch at a time: Axon's unit of work has no place that all messages of a batch share. */
    private final Map<Integer, List<Recorded<DomainEvent>>> collected = new ConcurrentHashMap<>();

    /**
     * @param recorded the event of a message
     * @param committed told of each batch that is in the sink, with its segment
     */
    FoldingInvoker(
            Projection<K, V> projection,
            LiveBatch<K, V> batch,
            Function<EventMessage<?>, Recorded<DomainEvent>> recorded,
            BiConsumer<Integer, List<Recorded<DomainEvent>>> committed) {
        this.projection = projection;
        this.batch = batch;
        this.recorded = recorded;
        this.committed = committed;
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        if (message.getPayload() instanceof HistoryPassed || message.getPayload() instanceof SubjectKeyDestroyed) {
            return true;
        }
        for (Touched<K> touched : Touched.by(projection, recorded.apply(message))) {
            if (segment.matches(touched.id().spread())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        int number = segment.getSegmentId();
        List<Recorded<DomainEvent>> events = collected.get(number);
        if (events == null) {
            List<Recorded<DomainEvent>> begun = new ArrayList<>();
            collected.put(number, begun);
            events = begun;
            CurrentUnitOfWork.get().onPrepareCommit(_ -> fold(begun, segment));
            CurrentUnitOfWork.get().afterCommit(_ -> committed.accept(number, begun));
            CurrentUnitOfWork.get().onCleanup(_ -> collected.remove(number));
        }
        if (!(message.getPayload() instanceof HistoryPassed)) {
            events.add(recorded.apply(message));
        }
    }

    private void fold(List<Recorded<DomainEvent>> events, Segment segment) {
        if (events.isEmpty()) {
            batch.pass();
            return;
        }
        int number = segment.getSegmentId();
        try {
            batch.fold(events, key -> segment.matches(key.spread()), careful.contains(number));
            careful.remove(number);
        } catch (SinkRefusedException refused) {
            // This transaction is lost; Axon tries the batch again, and then it is known to contain something.
            careful.add(number);
            throw refused;
        }
    }
}
