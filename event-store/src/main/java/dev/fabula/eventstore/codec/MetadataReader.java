package dev.fabula.eventstore.codec;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.privacy.SealingScope;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads stored metadata token by token, because every event of a scan has it: binding it to a record took a third of the
 * time of the whole scan.
 */
final class MetadataReader {

    private final JsonMapper mapper;
    private final ObjectReader withOrigin;

    MetadataReader(JsonMapper mapper) {
        this.mapper = mapper;
        withOrigin = mapper.readerFor(StoredMetadata.class);
    }

    EventMetadata read(TenantId tenant, byte[] stored) {
        EventMetadata plain = PlainMetadata.read(tenant, stored);
        return plain == null ? parse(tenant, stored, true) : plain;
    }

    /** Without where the request came from, so no key is needed. */
    EventMetadata readWithoutOrigin(TenantId tenant, byte[] stored) {
        EventMetadata plain = PlainMetadata.read(tenant, stored);
        return plain == null ? parse(tenant, stored, false) : plain;
    }

    private EventMetadata parse(TenantId tenant, byte[] stored, boolean origin) {
        String actor = null;
        ActorKind kind = null;
        String correlation = null;
        String causation = null;
        String traceparent = null;
        String plugin = null;
        try (JsonParser in = mapper.createParser(stored)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("the metadata is not a JSON object");
            }
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                switch (name) {
                    case "actorId" -> actor = in.nextStringValue();
                    case "actorKind" -> kind = kind(in.nextStringValue());
                    case "correlationId" -> correlation = in.nextStringValue();
                    case "causationId" -> causation = in.nextStringValue();
                    case "traceparent" -> traceparent = in.nextStringValue();
                    case "pluginId" -> plugin = in.nextStringValue();
                    case "origin" -> {
                        if (origin) {
                            return withOrigin(tenant, stored);
                        }
                        in.nextToken();
                        in.skipChildren();
                    }
                    default -> {
                        in.nextToken();
                        in.skipChildren();
                    }
                }
            }
        }
        if (actor == null || kind == null) {
            throw new IllegalArgumentException("the metadata does not say who acted");
        }
        return new EventMetadata(
                tenant, new ActorId(actor), kind, correlation, causation, traceparent, plugin, null, null);
    }

    /** Sealed, so it takes the key of the actor, who is inside: nothing in here refers to the scope's own actor. */
    private EventMetadata withOrigin(TenantId tenant, byte[] stored) {
        StoredMetadata metadata = withOrigin
                .withAttribute(SealingScope.ATTRIBUTE, new SealingScope(tenant, new ActorId("")))
                .readValue(stored);
        return metadata.in(tenant);
    }

    static ActorKind kind(@Nullable String name) {
        for (ActorKind kind : ActorKind.values()) {
            if (kind.wireName().equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("the metadata has an unknown kind of actor: " + name);
    }
}
