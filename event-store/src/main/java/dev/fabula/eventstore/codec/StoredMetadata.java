package dev.fabula.eventstore.codec;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.PersonalData;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** Metadata as it is stored: the tenant has a column of its own, where the request came from is the actor's secret. */
record StoredMetadata(
        String actorId,
        ActorKind actorKind,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent,
        @Nullable String pluginId,
        @PersonalData(subject = "actorId") @Nullable Origin origin) {

    record Origin(@Nullable String sourceIp, @Nullable String userAgent) {}

    @JsonCreator
    StoredMetadata {}

    static StoredMetadata of(EventMetadata metadata, boolean withOrigin) {
        boolean known = withOrigin && (metadata.sourceIp() != null || metadata.userAgent() != null);
        return new StoredMetadata(
                metadata.actor().value(),
                metadata.actorKind(),
                metadata.correlationId(),
                metadata.causationId(),
                metadata.traceparent(),
                metadata.pluginId(),
                known ? new Origin(metadata.sourceIp(), metadata.userAgent()) : null);
    }

    EventMetadata in(TenantId tenant) {
        return new EventMetadata(
                tenant,
                new ActorId(actorId),
                actorKind,
                correlationId,
                causationId,
                traceparent,
                pluginId,
                origin == null ? null : origin.sourceIp(),
                origin == null ? null : origin.userAgent());
    }
}
