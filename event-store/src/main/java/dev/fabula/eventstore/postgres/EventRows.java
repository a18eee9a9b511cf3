package dev.fabula.eventstore.postgres;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.UnreadableEventException;
import dev.fabula.eventstore.codec.EventCodec;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.privacy.KeysUnavailableException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/** Rows of the table of events, read as what they stand for. */
final class EventRows {

    private final EventCodec codec;
    private final TypeIds types;

    EventRows(EventCodec codec, TypeIds types) {
        this.codec = codec;
        this.types = types;
    }

    /**
     * @throws UnreadableEventException naming position, type and revision
     * @throws KeysUnavailableException where the trouble is not the event's
     */
    List<Recorded<DomainEvent>> read(StoredEvent row) {
        String type = types.nameOf(row.type());
        try {
            TenantId tenant = new TenantId(row.tenant());
            EventMetadata metadata = codec.decodeMetadata(tenant, row.metadata());
            List<DomainEvent> events = codec.decode(type, row.revision(), row.payload(), tenant, metadata.actor());
            String stream = Ulids.fromUuid(row.stream());
            String id = Ulids.fromUuid(row.id());
            if (events.size() == 1) {
                return List.of(new Recorded<>(
                        row.position(), stream, row.sequence(), id, row.at(), metadata, events.getFirst()));
            }
            List<Recorded<DomainEvent>> recorded = new ArrayList<>(events.size());
            for (DomainEvent event : events) {
                recorded.add(new Recorded<>(row.position(), stream, row.sequence(), id, row.at(), metadata, event));
            }
            return recorded;
        } catch (RuntimeException failed) {
            RuntimeException cause = rootOf(failed);
            if (cause instanceof KeysUnavailableException) {
                throw cause;
            }
            throw new UnreadableEventException(
                    row.position(), type, row.revision(), row.tenant(), String.valueOf(cause.getMessage()), cause);
        }
    }

    EventCodec codec() {
        return codec;
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
