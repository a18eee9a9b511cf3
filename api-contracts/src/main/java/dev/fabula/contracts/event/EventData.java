package dev.fabula.contracts.event;

import tools.jackson.databind.node.ObjectNode;

/**
 * An event as it is stored, before it becomes a record of today.
 *
 * @param type the wire name
 * @param payload personal data in it is sealed: an upcaster can rename or move such a field, not look into it
 */
public record EventData(String type, int revision, ObjectNode payload) {

    /** The same event in its next revision. */
    public EventData next(ObjectNode changed) {
        return new EventData(type, revision + 1, changed);
    }
}
