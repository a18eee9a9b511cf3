package dev.fabula.contracts.event;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Follows what a schema says elsewhere in its own document. */
final class LocalRef {

    private LocalRef() {}

    /**
     * The schema with what it refers to in place; what stands beside the reference holds too.
     *
     * @throws IllegalArgumentException naming a reference that leads nowhere
     */
    static JsonNode resolve(JsonNode document, JsonNode schema) {
        if (!schema.has("$ref")) {
            return schema;
        }
        String ref = schema.path("$ref").asString();
        if (!ref.startsWith("#") || !(document.at(ref.substring(1)) instanceof ObjectNode found)) {
            throw new IllegalArgumentException("not in this schema: " + ref);
        }
        ObjectNode whole = found.deepCopy();
        schema.properties().stream()
                .filter(keyword -> !keyword.getKey().equals("$ref"))
                .forEach(keyword -> whole.set(keyword.getKey(), keyword.getValue()));
        return resolve(document, whole);
    }
}
