package dev.fabula.projection.elasticsearch;

import dev.fabula.projection.Change;
import dev.fabula.projection.SinkRefusedException;
import dev.fabula.projection.SinkUnavailableException;
import dev.fabula.projection.TenantKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends documents, many in a request. Each carries its position as the version, so that what is there with a later one
 * stays, in whatever order requests arrive. The name written to is an alias that only the sink's own index has: an index
 * that is not there is never made by writing to it.
 */
final class BulkWriter<V> {

    private static final int CONFLICT = 409;
    private static final int MISSING = 404;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;

    private final SearchCalls calls;
    private final DocumentMapping<V> mapping;
    private final SearchSettings settings;

    BulkWriter(SearchCalls calls, DocumentMapping<V> mapping, SearchSettings settings) {
        this.calls = calls;
        this.mapping = mapping;
        this.settings = settings;
    }

    /** A document on its way. */
    record Item(TenantKey key, byte[] lines) {}

    /** What one request can hold: so many documents, so many bytes. */
    List<List<Change<V>>> parts(Collection<Change<V>> changes) {
        List<List<Change<V>>> parts = new ArrayList<>();
        List<Change<V>> all = List.copyOf(changes);
        for (int i = 0; i < all.size(); i += settings.documents()) {
            parts.add(all.subList(i, Math.min(i + settings.documents(), all.size())));
        }
        return parts;
    }

    /**
     * Sends changes of at most one part.
     *
     * @param refresh whether readers see them once this returns
     * @return those that stayed as they were, because what is there is later
     */
    List<Change<V>> send(String what, String name, Collection<Change<V>> changes, boolean refresh) {
        Map<TenantKey, Change<V>> byKey = new HashMap<>();
        changes.forEach(change -> byKey.put(change.key(), change));
        List<Change<V>> later = new ArrayList<>();
        for (List<Item> request : requests(items(name, changes))) {
            for (Item item : sendAll(what, name, request, refresh)) {
                Change<V> change = byKey.get(item.key());
                if (change != null) {
                    later.add(change);
                }
            }
        }
        return later;
    }

    private List<Item> items(String name, Collection<Change<V>> changes) {
        Map<TenantKey, Map<String, Object>> more = more(changes);
        List<Item> items = new ArrayList<>(changes.size());
        for (Change<V> change : changes) {
            try {
                ObjectNode document = document(change);
                more.getOrDefault(change.key(), Map.of())
                        .forEach((field, value) -> document.set(field, DocumentMapping.tree(value)));
                items.add(new Item(change.key(), lines(change, document)));
            } catch (RuntimeException unfit) {
                throw new SinkRefusedException(
                        name + " cannot hold " + change.key() + ": " + unfit.getMessage(), unfit);
            }
        }
        return items;
    }

    private Map<TenantKey, Map<String, Object>> more(Collection<Change<V>> changes) {
        @Nullable Completion<V> completion = mapping.completion();
        List<Change<V>> there =
                changes.stream().filter(change -> change.value() != null).toList();
        return completion == null || there.isEmpty() ? Map.of() : completion.fields(there);
    }

    private ObjectNode document(Change<V> change) {
        V value = change.value();
        if (value == null) {
            return Document.tombstone(change.key(), change.position());
        }
        ObjectNode document = Document.fields(change.key(), change.position());
        document.setAll(mapping.document(value));
        return document;
    }

    private static byte[] lines(Change<?> change, ObjectNode document) {
        ObjectNode action = JsonNodeFactory.instance.objectNode();
        action.putObject("index")
                .put("_id", Document.id(change.key()))
                .put("version", change.position())
                .put("version_type", "external_gte");
        return (action + "\n" + document + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private List<List<Item>> requests(List<Item> items) {
        List<List<Item>> requests = new ArrayList<>();
        List<Item> request = new ArrayList<>();
        long bytes = 0;
        for (Item item : items) {
            if (!request.isEmpty() && bytes + item.lines().length > settings.bytes()) {
                requests.add(request);
                request = new ArrayList<>();
                bytes = 0;
            }
            request.add(item);
            bytes += item.lines().length;
        }
        if (!request.isEmpty()) {
            requests.add(request);
        }
        return requests;
    }

    /** Until each document has an answer that is not to try again. */
    private List<Item> sendAll(String what, String name, List<Item> items, boolean refresh) {
        List<Item> waiting = items;
        List<Item> later = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (int attempt = 1; !waiting.isEmpty(); attempt++) {
            if (attempt > 1) {
                if (attempt > settings.attempts()) {
                    throw new SinkUnavailableException(
                            "cannot " + what + ": " + waiting.size() + " documents were rejected " + settings.attempts()
                                    + " times because there was too much to do",
                            new IOException("rejected"));
                }
                SearchCalls.pause(what, attempt);
            }
            waiting = answered(what, name, waiting, refresh, later, refused);
        }
        if (!refused.isEmpty()) {
            String message = name + " refuses " + refused.size() + " of " + items.size() + ": " + refused.getFirst();
            throw new SinkRefusedException(message, new IOException(String.join("; ", refused)));
        }
        return later;
    }

    /** @return what is to be tried again */
    private List<Item> answered(
            String what, String name, List<Item> items, boolean refresh, List<Item> later, List<String> refused) {
        SearchCalls.Answer answer = calls.bulk(
                what,
                "/" + name + "/_bulk",
                Map.of("refresh", Boolean.toString(refresh), "require_alias", "true"),
                joined(items),
                Set.of(TOO_LARGE));
        if (answer.status() == TOO_LARGE) {
            refused.add(items.getFirst().key() + ": the request is too large");
            return List.of();
        }
        List<Item> again = new ArrayList<>();
        if (answer.body().path("errors").asBoolean(true)) {
            int i = 0;
            for (JsonNode each : answer.body().path("items")) {
                JsonNode said = each.path("index");
                Item item = items.get(i++);
                int status = said.path("status").asInt();
                if (status == CONFLICT) {
                    later.add(item);
                } else if (status == TOO_MANY) {
                    again.add(item);
                } else if (status == MISSING || status >= 500) {
                    throw new SinkUnavailableException(
                            "cannot " + what + ": " + SearchCalls.reason(said), new IOException(said.toString()));
                } else if (status >= 300) {
                    refused.add(item.key() + ": " + SearchCalls.reason(said));
                }
            }
        }
        return again;
    }

    private static byte[] joined(List<Item> items) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        items.forEach(item -> all.writeBytes(item.lines()));
        return all.toByteArray();
    }

    /**
     * Deletes documents, whatever is there.
     *
     * @param guards what each must not have been written since, or nothing
     */
    void delete(String what, String name, Collection<ObjectNode> guards) {
        StringBuilder lines = new StringBuilder();
        guards.forEach(
                guard -> lines.append(JsonNodeFactory.instance.objectNode().set("delete", guard))
                        .append('\n'));
        SearchCalls.Answer answer = calls.bulk(
                what,
                "/" + name + "/_bulk",
                Map.of("refresh", "true"),
                lines.toString().getBytes(StandardCharsets.UTF_8),
                Set.of());
        for (JsonNode each : answer.body().path("items")) {
            JsonNode said = each.path("delete");
            int status = said.path("status").asInt();
            // Gone already, or written since: both are as they should be.
            if (status >= 300 && status != MISSING && status != CONFLICT) {
                throw new SinkUnavailableException(
                        "cannot " + what + ": " + SearchCalls.reason(said), new IOException(said.toString()));
            }
        }
    }
}
