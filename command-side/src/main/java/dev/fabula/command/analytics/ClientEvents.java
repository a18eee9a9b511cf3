package dev.fabula.command.analytics;

import dev.fabula.contracts.analytics.ClientEvent;
import dev.fabula.contracts.command.CommandRefusedException;
import dev.fabula.contracts.command.CommandRefusedException.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a client sent, and says of the first thing that is wrong where it is (a JSON Pointer, RFC 6901). */
final class ClientEvents {

    /** In one request. */
    static final int MOST = 50;

    private static final Set<String> FIELDS = Set.of("id", "name", "occurredAt", "properties");
    /** A ULID or a UUID. */
    private static final Pattern ID =
            Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final int LONGEST_TIME = 40;

    private final String actor;
    private final Instant now;

    private ClientEvents(String actor, Instant now) {
        this.actor = actor;
        this.now = now;
    }

    /**
     * @param body one event, or {@code {"events": […]}}
     * @throws CommandRefusedException invalid, with the path of what is wrong
     */
    static List<ClientEvent> read(JsonNode body, String actor, Instant now) {
        ClientEvents reader = new ClientEvents(actor, now);
        JsonNode batch = body.get("events");
        if (batch == null) {
            return List.of(reader.event(body, ""));
        }
        if (body.size() != 1) {
            throw wrong("", "beside events there is nothing else");
        }
        if (!batch.isArray() || batch.isEmpty() || batch.size() > MOST) {
            throw wrong("/events", "a list of 1 to " + MOST + " events");
        }
        List<ClientEvent> events = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            events.add(reader.event(batch.get(i), "/events/" + i));
        }
        return events;
    }

    private ClientEvent event(JsonNode event, String path) {
        if (!event.isObject()) {
            throw wrong(path, "an event is an object");
        }
        for (String field : event.propertyNames()) {
            if (!FIELDS.contains(field)) {
                throw wrong(path + '/' + escaped(field), "an event has id, name, occurredAt and properties");
            }
        }
        String id = text(event, "id");
        if (id == null || !ID.matcher(id).matches()) {
            throw wrong(path + "/id", "a ULID, or a UUID in lower case");
        }
        String name = text(event, "name");
        Map<String, PropertyRule> rules = name == null ? null : EventCatalogue.EVENTS.get(name);
        if (name == null || rules == null) {
            throw wrong(path + "/name", "one of " + String.join(", ", EventCatalogue.EVENTS.keySet()));
        }
        return new ClientEvent(
                id, name, actor, time(event, path + "/occurredAt"), properties(event, rules, path + "/properties"));
    }

    private static @Nullable String text(JsonNode event, String field) {
        JsonNode value = event.path(field);
        return value.isString() ? value.asString() : null;
    }

    private Instant time(JsonNode event, String path) {
        String text = text(event, "occurredAt");
        Instant at = text == null || text.length() > LONGEST_TIME ? null : instant(text);
        if (at == null) {
            throw wrong(path, "a time as in 2026-11-21T13:05:07.250Z");
        }
        if (at.isAfter(now.plus(ClientEvent.AHEAD))) {
            throw wrong(
                    path,
                    "not more than " + ClientEvent.AHEAD.toMinutes() + " minutes ahead of the server, whose time is "
                            + now);
        }
        if (at.isBefore(now.minus(ClientEvent.LATEST))) {
            throw wrong(path, "not more than " + ClientEvent.LATEST.toDays() + " days ago");
        }
        return at;
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private static Map<String, String> properties(JsonNode event, Map<String, PropertyRule> rules, String path) {
        JsonNode given = event.path("properties");
        if (!given.isMissingNode() && !given.isObject()) {
            throw wrong(path, "an object");
        }
        Map<String, String> kept = new TreeMap<>();
        for (String property : given.propertyNames()) {
            PropertyRule rule = rules.get(property);
            String where = path + '/' + escaped(property);
            if (rule == null) {
                throw wrong(
                        where,
                        "such an event has "
                                + String.join(
                                        ", ", rules.keySet().stream().sorted().toList()));
            }
            String value = rule.accepted(given.path(property));
            if (value == null) {
                throw wrong(where, rule.said());
            }
            kept.put(property, value);
        }
        rules.forEach((property, rule) -> {
            if (rule.isRequired() && !kept.containsKey(property)) {
                throw wrong(path + '/' + property, "is missing: " + rule.said());
            }
        });
        return kept;
    }

    /** What is unknown is somebody else's text: only its beginning is repeated. */
    private static String escaped(String name) {
        String part = name.length() <= LONGEST_TIME ? name : name.substring(0, LONGEST_TIME);
        return part.replace("~", "~0").replace("/", "~1");
    }

    private static CommandRefusedException wrong(String path, String rule) {
        return new CommandRefusedException(
                Kind.INVALID,
                "client-event-invalid",
                (path.isEmpty() ? "The body" : path) + ": " + rule,
                Map.of("path", path));
    }
}
