package dev.fabula.eventstore.codec;

import dev.fabula.contracts.event.EventTypes;

/**
 * An event as bytes.
 *
 * @param metadata JSON, UTF-8, without the tenant
 * @param payload JSON, UTF-8
 */
public record EncodedEvent(EventTypes.Type type, byte[] metadata, byte[] payload) {}
