package dev.fabula.contracts.legacy;

import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;

/** The stream of a slug, named by it, so that only one legacy of a tenant can begin it. */
@AggregateType("LegacySlug")
public sealed interface SlugEvent extends DomainEvent {

    /** @param reservation the stream: made from tenant and slug */
    @EventType("legacy.slug-reserved")
    record SlugReserved(String reservation, String slug, LegacyId legacy) implements SlugEvent {}
}
