package dev.fabula.contracts.event;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Whether a payload is what a schema says: the part of JSON Schema that event schemas use. Stricter in one thing: a
 * property that the schema does not list is one that readers would lose in silence.
 */
final class SchemaMatch {

    private final JsonNode document;
    private final List<String> problems = new ArrayList<>();

    private SchemaMatch(JsonNode document) {
        this.document = document;
    }

    /** What does not match, in words that name the component. */
    static List<String> mismatches(JsonNode schema, JsonNode payload) {
        SchemaMatch match = new SchemaMatch(schema);
        match.check("", schema, payload);
        return match.problems;
    }

    private void check(String at, JsonNode unresolved, JsonNode value) {
        JsonNode schema = LocalRef.resolve(document, unresolved);
        if (schema.has("type") && !hasType(schema.path("type"), value)) {
            problems.add(name(at) + " is " + value + ", not of type " + schema.path("type"));
            return;
        }
        if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(value::equals)) {
            problems.add(name(at) + " is " + value + ", not one of " + schema.path("enum"));
        }
        if (value.isArray()) {
            value.forEach(item -> check(at + "[]", schema.path("items"), item));
        }
        if (value.isObject()) {
            checkProperties(at, schema, value);
        }
    }

    private void checkProperties(String at, JsonNode schema, JsonNode value) {
        for (JsonNode required : schema.path("required")) {
            if (!value.hasNonNull(required.asString())) {
                problems.add(name(at + "." + required.asString()) + " is missing");
            }
        }
        // An object that says nothing about its properties may have any; an event may not.
        boolean listed = schema.has("properties") || at.isEmpty();
        value.properties().forEach(property -> {
            String below = at + "." + property.getKey();
            JsonNode declared = schema.path("properties").path(property.getKey());
            if (!declared.isMissingNode()) {
                if (!property.getValue().isNull()) {
                    check(below, declared, property.getValue());
                }
            } else if (schema.path("additionalProperties").isObject()) {
                check(below, schema.path("additionalProperties"), property.getValue());
            } else if (listed) {
                problems.add(name(below) + " is not in the schema");
            }
        });
    }

    private static boolean hasType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            return type.valueStream().anyMatch(one -> hasType(one, value));
        }
        return switch (type.asString()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        };
    }

    private static String name(String at) {
        return at.isEmpty() ? "the event" : at.startsWith(".") ? at.substring(1) : at;
    }
}
