package dev.fabula.eventstore;

import java.time.Instant;

/**
 * An event as it is stored: nothing upcast, nothing opened. What it says never changes, whatever version reads it.
 *
 * @param stream the id of the aggregate
 * @param type the wire name under which it was stored
 * @param revision the one under which it was stored
 * @param metadata JSON, without the tenant
 * @param payload JSON; personal data in it is sealed
 */
public record StoredRecord(
        long position,
        Instant at,
        String tenant,
        String stream,
        long sequence,
        String eventId,
        String type,
        int revision,
        byte[] metadata,
        byte[] payload) {}
