package dev.fabula.projection.legacy;

import java.time.Instant;

/**
 * Something that happened in a legacy; where in the history is part of the row's key.
 *
 * @param happened the event's wire name
 * @param stream of what it happened to
 * @param actor who caused it
 */
record AuditRow(String legacy, String happened, String stream, String actor, String actorKind, Instant at) {}
