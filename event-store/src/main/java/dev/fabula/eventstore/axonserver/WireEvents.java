package dev.fabula.eventstore.axonserver;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.EventTypes;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.codec.EncodedEvent;
import dev.fabula.eventstore.codec.EventCodec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as they go to Axon Server: {@code {"tenant": …, "metadata": …, "event": …}}, the last two byte for byte what
 * PostgreSQL would hold. They are together because Axon hands a payload to its serializer alone, sealed personal data
 * opens only for its tenant, and Axon's own metadata would show in clear where a request came from.
 */
final class WireEvents {

    private static final String TENANT = "tenant";
    private static final String METADATA = "metadata";
    private static final String EVENT = "event";

    /** @param events of today: one, unless an upcaster makes it several or none */
    record Opened(EventMetadata metadata, List<DomainEvent> events) {}

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
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(encoded.metadata().length + encoded.payload().length + 64);
        out.writeBytes(text("{\"" + TENANT + "\":"));
        out.writeBytes(json.writeValueAsBytes(metadata.tenant().value()));
        out.writeBytes(text(",\"" + METADATA + "\":"));
        out.writeBytes(encoded.metadata());
        out.writeBytes(text(",\"" + EVENT + "\":"));
        out.writeBytes(encoded.payload());
        out.writeBytes(text("}"));
        return out.toByteArray();
    }

    private static byte[] text(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    Opened read(String type, int revision, byte[] wire) {
        Envelope envelope = envelope(type, wire);
        EventMetadata metadata = codec.decodeMetadata(envelope.tenant(), envelope.metadata());
        return new Opened(
                metadata, codec.decode(type, revision, envelope.event(), envelope.tenant(), metadata.actor()));
    }

    TenantId tenant(String type, byte[] wire) {
        return envelope(type, wire).tenant();
    }

    private record Envelope(TenantId tenant, byte[] metadata, byte[] event) {}

    /** Cuts the bytes apart, because reading them into a tree and writing it again would round numbers. */
    private Envelope envelope(String type, byte[] wire) {
        String tenant = null;
        byte[] metadata = null;
        byte[] event = null;
        try (JsonParser in = json.createParser(wire)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("an event " + type + " without its envelope");
            }
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                switch (name) {
                    case TENANT -> tenant = in.nextStringValue();
                    case METADATA -> metadata = object(in, wire);
                    case EVENT -> event = object(in, wire);
                    default -> {
                        in.nextToken();
                        in.skipChildren();
                    }
                }
            }
        }
        if (tenant == null || metadata == null || event == null) {
            throw new IllegalArgumentException("an event " + type + " without its envelope");
        }
        return new Envelope(TenantId.of(tenant), metadata, event);
    }

    private static byte @Nullable [] object(JsonParser in, byte[] wire) {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            in.skipChildren();
            return null;
        }
        int start = (int) in.currentTokenLocation().getByteOffset();
        in.skipChildren();
        return Arrays.copyOfRange(wire, start, (int) in.currentLocation().getByteOffset());
    }
}
