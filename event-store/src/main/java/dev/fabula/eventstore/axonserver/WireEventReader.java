package dev.fabula.eventstore.axonserver;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.eventstore.UnreadableEventException;
import dev.fabula.eventstore.privacy.KeysUnavailableException;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/** Events of Axon Server, read as what they stand for. */
final class WireEventReader {

    private static final MetaDataValue UNKNOWN =
            MetaDataValue.newBuilder().setTextValue("?").build();

    private final WireEvents events;

    WireEventReader(WireEvents events) {
        this.events = events;
    }

    /**
     * @throws UnreadableEventException naming position, type and revision
     * @throws KeysUnavailableException where the trouble is not the event's
     */
    List<Recorded<DomainEvent>> read(EventWithToken stored) {
        Event event = stored.getEvent();
        long position = stored.getToken() + 1;
        String type = event.getPayload().getType();
        int revision = 0;
        try {
            revision = WireSerializer.revision(event.getPayload().getRevision());
            WireEvents.Opened opened =
                    events.read(type, revision, event.getPayload().getData().toByteArray());
            // An event outside any aggregate is a stream of its own, as in PostgreSQL.
            String stream = event.getAggregateIdentifier().isEmpty()
                    ? event.getMessageIdentifier()
                    : event.getAggregateIdentifier();
            List<Recorded<DomainEvent>> recorded =
                    new ArrayList<>(opened.events().size());
            for (DomainEvent today : opened.events()) {
                recorded.add(new Recorded<>(
                        position,
                        stream,
                        event.getAggregateSequenceNumber(),
                        event.getMessageIdentifier(),
                        Instant.ofEpochMilli(event.getTimestamp()),
                        opened.metadata(),
                        today));
            }
            return recorded;
        } catch (RuntimeException failed) {
            RuntimeException cause = rootOf(failed);
            if (cause instanceof KeysUnavailableException) {
                throw cause;
            }
            throw new UnreadableEventException(
                    position, type, revision, tenant(event), String.valueOf(cause.getMessage()), cause);
        }
    }

    private static String tenant(Event event) {
        return event.getMetaDataOrDefault(EventMetadata.TENANT, UNKNOWN).getTextValue();
    }

    /** Jackson wraps what our own parts throw. */
    private static RuntimeException rootOf(RuntimeException failed) {
        return failed instanceof JacksonException
                        && failed.getCause() instanceof RuntimeException own
                        && !(own instanceof JacksonException)
                ? own
                : failed;
    }
}
