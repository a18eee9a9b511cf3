package dev.fabula.contracts.event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Whether events that were stored under one schema can still be read under another, and events stored under the new one
 * by those who know the old. A component that may be absent can be added; nothing else may change.
 */
final class SchemaChange {

    private final List<String> problems = new ArrayList<>();

    private SchemaChange() {}

    /** What is incompatible, in words that name the component; nothing if all is well. */
    static List<String> incompatibilities(JsonNode was, JsonNode is) {
        SchemaChange change = new SchemaChange();
        change.compare("", was, is);
        return change.problems;
    }

    private void compare(String at, JsonNode was, JsonNode is) {
        for (String keyword : List.of("type", "format", "x-personal-data", "$ref")) {
            if (!was.path(keyword).equals(is.path(keyword))) {
                problems.add(name(at) + ": " + keyword + " was " + shown(was.path(keyword)) + " and is "
                        + shown(is.path(keyword)));
            }
        }
        for (JsonNode value : was.path("enum")) {
            if (is.path("enum").valueStream().noneMatch(value::equals)) {
                problems.add(name(at) + ": the value " + value + " is gone");
            }
        }
        compareProperties(at, was, is);
        if (was.has("items") || is.has("items")) {
            compare(at + "[]", was.path("items"), is.path("items"));
        }
        if (was.path("additionalProperties").isObject()
                || is.path("additionalProperties").isObject()) {
            compare(at + ".*", was.path("additionalProperties"), is.path("additionalProperties"));
        }
    }

    private void compareProperties(String at, JsonNode was, JsonNode is) {
        Set<String> before = new TreeSet<>(was.path("properties").propertyNames());
        Set<String> now = new TreeSet<>(is.path("properties").propertyNames());
        for (String property : before) {
            if (now.contains(property)) {
                compare(
                        at + "." + property,
                        was.path("properties").path(property),
                        is.path("properties").path(property));
            } else {
                problems.add(name(at + "." + property) + " is gone");
            }
        }
        Set<String> required = required(is);
        required.removeAll(required(was));
        for (String property : required) {
            problems.add(name(at + "." + property) + " is now required, which what is stored may not have");
        }
    }

    private static Set<String> required(JsonNode schema) {
        Set<String> names = new HashSet<>();
        schema.path("required").forEach(name -> names.add(name.asString()));
        return names;
    }

    private static String name(String at) {
        return at.isEmpty() ? "the event" : at.substring(1);
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "absent" : value.toString();
    }
}
