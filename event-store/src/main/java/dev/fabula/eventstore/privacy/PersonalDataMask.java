package dev.fabula.eventstore.privacy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows stored JSON to those who may not see personal data. */
public final class PersonalDataMask {

    /** What stands in the place of a sealed value. */
    public static final String MASK = "(personal data)";

    private PersonalDataMask() {}

    /** Replaces every sealed value, at any depth, in place. */
    public static void apply(JsonNode stored) {
        if (stored instanceof ObjectNode object) {
            for (var entry : object.properties()) {
                if (OpeningDeserializer.isSealed(entry.getValue())) {
                    object.put(entry.getKey(), MASK);
                } else {
                    apply(entry.getValue());
                }
            }
        } else if (stored instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (OpeningDeserializer.isSealed(array.get(i))) {
                    array.set(i, MASK);
                } else {
                    apply(array.get(i));
                }
            }
        }
    }
}
