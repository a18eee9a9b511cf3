package dev.fabula.eventstore.axonserver;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.EventTypes;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.codec.EncodedEvent;
import dev.fabula.eventstore.codec.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as they go to Axon Server: {@code {"tenant": …, "actor": …, "event": …}}, where the event is byte for byte what
 * PostgreSQL would hold. The two before it are there because Axon hands a payload to its serializer without metadata, and
 * sealed personal data opens only for its tenant.
 */
final class WireEvents {

    private final EventCodec codec;
    private final JsonMapper json = JsonMapper.shared();

    WireEvents(EventCodec codec) {
        this.codec = codec;
    }

    EventTypes types() {
        return codec.types();
    }

    byte[] write(DomainEvent event, EventMetadata metadata) {
        EncodedEvent encoded = codec.encode(event, metadata);
        String envelope =
                "{\"tenant\":" + json.writeValueAsString(metadata.tenant().value()) + ",\"actor\":"
                        + json.writeValueAsString(metadata.actor().value()) + ",\"event\":"
                        + new String(encoded.payload(), StandardCharsets.UTF_8) + "}";
        return envelope.getBytes(StandardCharsets.UTF_8);
    }

    /** Today's events: one, unless an upcaster makes it several or none. */
    List<DomainEvent> read(String type, int revision, byte[] wire) {
        JsonNode envelope = json.readTree(wire);
        if (!envelope.path("event").isObject()) {
            throw new IllegalArgumentException("an event " + type + " without its envelope");
        }
        return codec.decode(
                type,
                revision,
                json.writeValueAsBytes(envelope.path("event")),
                TenantId.of(envelope.path("tenant").asString()),
                new ActorId(envelope.path("actor").asString()));
    }
}
