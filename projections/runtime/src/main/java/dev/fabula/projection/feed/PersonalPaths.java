package dev.fabula.projection.feed;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where in an event's JSON there is personal data, as its schema says. That a value is sealed shows it, too; but one that
 * was stored before its field was marked is in clear.
 */
final class PersonalPaths {

    /** References that lead back into themselves are not followed any deeper. */
    private static final int DEEPEST = 16;

    /** Nothing personal here or below. */
    static final PersonalPaths NONE = new PersonalPaths();

    private final Map<String, PersonalPaths> fields = new HashMap<>();
    private @Nullable PersonalPaths elements;
    private boolean personal;

    private PersonalPaths() {}

    static PersonalPaths in(ObjectNode schema) {
        return in(schema, schema, 0);
    }

    private static PersonalPaths in(JsonNode schema, ObjectNode root, int depth) {
        if (depth > DEEPEST) {
            return NONE;
        }
        JsonNode reference = schema.get("$ref");
        JsonNode meant =
                reference == null ? schema : root.at(reference.asString().substring(1));
        PersonalPaths paths = new PersonalPaths();
        paths.personal = EventForms.isPersonal(schema) || EventForms.isPersonal(meant);
        for (var property : meant.path("properties").properties()) {
            PersonalPaths below = in(property.getValue(), root, depth + 1);
            if (below.isAnywhere()) {
                paths.fields.put(property.getKey(), below);
            }
        }
        JsonNode elements = meant.has("items") ? meant.get("items") : meant.get("additionalProperties");
        if (elements != null && elements.isObject()) {
            PersonalPaths below = in(elements, root, depth + 1);
            paths.elements = below.isAnywhere() ? below : null;
        }
        return paths;
    }

    /** Whether this value is personal as a whole. */
    boolean isHere() {
        return personal;
    }

    /** Whether this value is personal, or anything below it. */
    boolean isAnywhere() {
        return personal || !fields.isEmpty() || elements != null;
    }

    PersonalPaths field(String name) {
        PersonalPaths below = fields.get(name);
        return below == null ? element() : below;
    }

    PersonalPaths element() {
        PersonalPaths below = elements;
        return below == null ? NONE : below;
    }
}
