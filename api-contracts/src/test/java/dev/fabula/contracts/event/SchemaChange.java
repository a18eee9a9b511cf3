package dev.fabula.contracts.event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Whether events that were stored under one schema can still be read under another. A component that may be absent can
 * be added, a component may become one that may be absent, an enum may gain values; nothing else may change.
 */
final class SchemaChange {

    /** Keywords that are compared in their own way, or that say nothing about what is stored. */
    private static final Set<String> NOT_COMPARED_AS_THEY_ARE =
            Set.of("$schema", "$defs", "title", "description", "x-revision", "properties", "required", "items", "enum");

    private record Pair(JsonNode was, JsonNode is) {}

    private final JsonNode before;
    private final JsonNode after;
    private final List<String> problems = new ArrayList<>();
    private final Set<Pair> within = new HashSet<>();

    private SchemaChange(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    /** What is incompatible, in words that name the component; nothing if all is well. */
    static List<String> incompatibilities(JsonNode was, JsonNode is) {
        SchemaChange change = new SchemaChange(was, is);
        change.compare("", was, is);
        return change.problems;
    }

    private void compare(String at, JsonNode unresolvedWas, JsonNode unresolvedIs) {
        Pair pair = new Pair(unresolvedWas, unresolvedIs);
        // A record that contains itself is compared once on the way down, not for ever.
        if (!within.add(pair)) {
            return;
        }
        JsonNode was = LocalRef.resolve(before, unresolvedWas);
        JsonNode is = LocalRef.resolve(after, unresolvedIs);
        compareKeywords(at, was, is);
        compareEnum(at, was, is);
        compareProperties(at, was, is);
        if (was.has("items") || is.has("items")) {
            compare(at + "[]", was.path("items"), is.path("items"));
        }
        if (hasValueSchema(was) && hasValueSchema(is)) {
            compare(at + ".*", was.path("additionalProperties"), is.path("additionalProperties"));
        }
        within.remove(pair);
    }

    /** Also keywords that no schema uses yet: a change that is not understood is not called compatible. */
    private void compareKeywords(String at, JsonNode was, JsonNode is) {
        Set<String> keywords = new TreeSet<>(was.propertyNames());
        keywords.addAll(is.propertyNames());
        keywords.removeAll(NOT_COMPARED_AS_THEY_ARE);
        if (hasValueSchema(was) && hasValueSchema(is)) {
            keywords.remove("additionalProperties");
        }
        for (String keyword : keywords) {
            if (!was.path(keyword).equals(is.path(keyword))) {
                problems.add(name(at) + ": " + keyword + " was " + shown(was.path(keyword)) + " and is "
                        + shown(is.path(keyword)));
            }
        }
    }

    private void compareEnum(String at, JsonNode was, JsonNode is) {
        if (!was.has("enum") && is.has("enum")) {
            problems.add(name(at) + ": could be anything and is now one of " + is.path("enum"));
        }
        // Where the enum gives way to plain text, every value that was stored can still be read.
        if (is.has("enum")) {
            for (JsonNode value : was.path("enum")) {
                if (is.path("enum").valueStream().noneMatch(value::equals)) {
                    problems.add(name(at) + ": the value " + value + " is gone");
                }
            }
        }
    }

    private void compareProperties(String at, JsonNode was, JsonNode is) {
        Set<String> now = new TreeSet<>(is.path("properties").propertyNames());
        for (String property : new TreeSet<>(was.path("properties").propertyNames())) {
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

    private static boolean hasValueSchema(JsonNode schema) {
        return schema.path("additionalProperties").isObject();
    }

    private static Set<String> required(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        schema.path("required").forEach(name -> names.add(name.asString()));
        return names;
    }

    private static String name(String at) {
        return at.isEmpty() ? "the event" : at.startsWith(".") ? at.substring(1) : at;
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "absent" : value.toString();
    }
}
