package dev.fabula.eventstore.postgres;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.Appended;
import dev.fabula.eventstore.EventTooLargeException;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.eventstore.codec.EncodedEvent;
import dev.fabula.eventstore.codec.EventCodec;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.command.CommandContext;
import dev.fabula.eventstore.command.CommandDecidedElsewhereException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** Axon's way into the history: appends through the node's {@link Appender}, loads a stream with one query. */
public final class PostgresEventStorageEngine implements EventStorageEngine, AutoCloseable {

    private final EventCodec codec;
    private final HistoryLimits limits;
    private final TypeIds types;
    private final Appender appender;
    private final Streams streams;
    private final History history;
    private final HeadWatch head;

    /**
     * Registers the event types and starts the appender.
     *
     * @param appending a pool as the role that appends, for loads
     * @param appender opens the appender's own connection, as the role that appends
     * @param history the same history, to be read
     * @param head is told of every position this node appends
     */
    public PostgresEventStorageEngine(
            DataSource appending,
            ConnectionSource appender,
            History history,
            EventCodec codec,
            Snapshots snapshots,
            HeadWatch head,
            HistoryLimits limits,
            MeterRegistry registry) {
        this.codec = codec;
        this.limits = limits;
        this.history = history;
        this.head = head;
        types = new TypeIds(appending);
        types.register(codec.types());
        streams = new Streams(appending, new EventRows(codec, types), snapshots);
        this.appender = new Appender(appender, limits, head, registry);
    }

    /** What tells when there is more. */
    HeadWatch headWatch() {
        return head;
    }

    History history() {
        return history;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> messages) {
        if (messages.isEmpty()) {
            return;
        }
        if (messages.size() > limits.commandEvents()) {
            throw new EventTooLargeException(
                    "a command made " + messages.size() + " events, more than " + limits.commandEvents());
        }
        CommandContext context = CommandContext.current().orElse(null);
        if (messages.size() > 1) {
            codec.expect(
                    messages.stream().map(EventMessage::getPayload).toList(),
                    EventMetadata.fromMap(messages.getFirst().getMetaData()));
        }
        List<PendingEvent> events = messages.stream().map(this::pending).toList();
        try {
            Appended appended = appender.append(new PendingCommand(events, context == null ? null : context.key()));
            if (context != null) {
                PendingEvent last = events.getLast();
                context.appended(appended, Ulids.fromUuid(last.stream()), last.sequence(), (DomainEvent)
                        messages.getLast().getPayload());
            }
        } catch (Conflict conflict) {
            throw conflict(conflict, messages);
        }
    }

    /** Appends an event that no command leads to. */
    Appended append(DomainEventMessage<?> message) {
        return appender.append(new PendingCommand(List.of(pending(message)), null));
    }

    /** Where a stream of that tenant begins. */
    Optional<Recorded<DomainEvent>> first(TenantId tenant, String stream) {
        return streams.first(tenant, stream);
    }

    private PendingEvent pending(EventMessage<?> message) {
        EventMetadata metadata = EventMetadata.fromMap(message.getMetaData());
        EncodedEvent encoded = codec.encode(message.getPayload(), metadata);
        int bytes = encoded.payload().length + encoded.metadata().length;
        if (bytes > limits.eventBytes()) {
            throw new EventTooLargeException(
                    "an event " + encoded.type().name() + " has " + bytes + " bytes, more than " + limits.eventBytes());
        }
        UUID id = Ulids.toUuid("an event", message.getIdentifier());
        UUID stream = id;
        long sequence = 0;
        if (message instanceof DomainEventMessage<?> domain) {
            if (!encoded.type().aggregate().equals(domain.getType())) {
                throw new IllegalArgumentException("an event " + encoded.type().name() + " belongs to streams of "
                        + encoded.type().aggregate() + ", not of " + domain.getType());
            }
            stream = Ulids.toUuid(domain.getType(), domain.getAggregateIdentifier());
            sequence = domain.getSequenceNumber();
        }
        return new PendingEvent(
                stream,
                sequence,
                id,
                types.idOf(encoded.type().name()),
                (short) encoded.type().revision(),
                metadata.tenant().value(),
                encoded.metadata(),
                encoded.payload());
    }

    private static RuntimeException conflict(Conflict conflict, List<? extends EventMessage<?>> messages) {
        return switch (conflict.with()) {
            case COMMAND_ID -> new CommandDecidedElsewhereException(conflict);
            case EVENT_ID -> new ConcurrencyException("an event of this id has been recorded already", conflict);
            case STREAM_SEQUENCE -> {
                EventMessage<?> first = messages.getFirst();
                if (first instanceof DomainEventMessage<?> domain && domain.getSequenceNumber() == 0) {
                    yield new AggregateStreamCreationException(
                            domain.getType() + " " + domain.getAggregateIdentifier() + " is there already", conflict);
                }
                yield new ConcurrencyException("another command changed the same aggregate first", conflict);
            }
        };
    }

    /** The stream with its snapshot in front, in one query. */
    DomainEventStream load(String stream) {
        return streams.load(TenantOfWork.required(), stream, 0, true);
    }

    @Override
    public DomainEventStream readEvents(String stream, long firstSequence) {
        return streams.load(TenantOfWork.required(), stream, firstSequence, false);
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
        DomainEventStream loaded = load(stream);
        return loaded.hasNext() && !(loaded.peek().getPayload() instanceof DomainEvent)
                ? Optional.of(loaded.next())
                : Optional.empty();
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        streams.store(TenantOfWork.required(), snapshot);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        return streams.lastSequence(TenantOfWork.required(), stream);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        HistoryCursor cursor = history.read(HistoryRange.of(HistoryStream.positionOf(token), Long.MAX_VALUE));
        return Stream.iterate(cursor.next(), page -> !page.isEmpty(), _ -> cursor.next())
                .flatMap(List::stream)
                .map(event -> RecordedMessage.of(event, codec))
                .onClose(cursor::close);
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(history.head());
    }

    /** Everything recorded at that time or later comes after the token. */
    @Override
    public TrackingToken createTokenAt(Instant time) {
        return new GlobalSequenceTrackingToken(history.positionAt(time.minusNanos(1_000)));
    }

    /** Writes what waits already, then stops. */
    @Override
    public void close() {
        appender.close();
    }

    static DomainEventMessage<?> domainMessage(Recorded<DomainEvent> event, EventCodec codec) {
        return new GenericDomainEventMessage<>(
                codec.types().of(event.event().getClass()).aggregate(),
                event.stream(),
                event.sequence(),
                event.event(),
                event.metadata().toMap(),
                event.eventId(),
                event.at());
    }

    EventCodec codec() {
        return codec;
    }
}
