package dev.fabula.projection.elasticsearch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The indices of one read model: how they are made, filled, shown to readers, and deleted. */
final class SearchIndices {

    private static final int MISSING = 404;

    private final SearchCalls calls;
    private final String alias;
    private final SearchSettings settings;
    private final Set<String> serving = ConcurrentHashMap.newKeySet();

    /** @param alias that readers know */
    SearchIndices(SearchCalls calls, String alias, SearchSettings settings) {
        this.calls = calls;
        this.alias = alias;
        this.settings = settings;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** What a target is called where it is written to: an alias, because those are never made by writing to them. */
    static String written(String target) {
        return target + "_written";
    }

    /** All documents but those that remember something removed. */
    static ObjectNode there() {
        ObjectNode query = object();
        query.putObject("bool").putObject("must_not").putObject("term").put("gone", true);
        return query;
    }

    static JsonNode hits(JsonNode answer) {
        return answer.path("hits").path("hits");
    }

    /** Without refreshing by itself, without copies, and on the disk only where it is told to be. */
    void create(String target, ObjectNode index, Set<String> compared) {
        index.withObjectProperty("settings")
                .put("index.refresh_interval", "-1")
                .put("index.number_of_replicas", 0)
                .put("index.translog.durability", "async")
                .put("index.gc_deletes", "0s");
        ArrayNode fields =
                index.withObjectProperty("mappings").putObject("_meta").putArray("compared");
        new TreeSet<>(compared).forEach(fields::add);
        index.putObject("aliases").putObject(written(target));
        calls.ask("create " + target, "PUT", "/" + target, Map.of(), index);
    }

    /** Whether a target is there at all: what was lost compares as nothing, so that another can take its place. */
    boolean exists(String target) {
        return calls.ask("look for " + target, "GET", "/" + target + "/_mapping", Map.of(), null, Set.of(MISSING))
                        .status()
                != MISSING;
    }

    /** Whether filling has ended, here or in another process: it never begins again. */
    boolean isServing(String target) {
        if (serving.contains(target)) {
            return true;
        }
        String interval = calls.ask(
                        "look into " + target,
                        "GET",
                        "/" + target + "/_settings",
                        Map.of("flat_settings", "true"),
                        null)
                .path(target)
                .path("settings")
                .path("index.refresh_interval")
                .asString("-1");
        if (!interval.equals("-1")) {
            serving.add(target);
        }
        return serving.contains(target);
    }

    /** The fields by which a target's values are compared, as they were when it was made; none where it is not there. */
    Set<String> compared(String target) {
        Set<String> fields = new TreeSet<>();
        calls.ask("look into " + target, "GET", "/" + target + "/_mapping", Map.of(), null, Set.of(MISSING))
                .body()
                .path(target)
                .path("mappings")
                .path("_meta")
                .path("compared")
                .forEach(field -> fields.add(field.asString()));
        return fields;
    }

    void delete(String target) {
        serving.remove(target);
        calls.ask(
                "drop " + target, "DELETE", "/" + target, Map.of("ignore_unavailable", "true"), null, Set.of(MISSING));
    }

    void syncEachRequest(String target) {
        set(target, object().put("index.translog.durability", "request"));
        flush(target);
    }

    void serve(String target) {
        set(
                target,
                object().put("index.translog.durability", "request")
                        .put(
                                "index.refresh_interval",
                                settings.refreshInterval().toMillis() + "ms")
                        // A copy where there is a second node to have it.
                        .put("index.auto_expand_replicas", "0-1"));
        flush(target);
        refresh(target);
    }

    private void set(String target, ObjectNode changed) {
        calls.ask("set up " + target, "PUT", "/" + target + "/_settings", Map.of(), changed);
    }

    void refresh(String target) {
        calls.ask("refresh " + target, "POST", "/" + target + "/_refresh", Map.of(), null);
    }

    void flush(String target) {
        calls.ask("flush " + target, "POST", "/" + target + "/_flush", Map.of(), null);
    }

    /** One request that takes the alias from what has it and gives it to the target; none where it is so already. */
    void show(String target) {
        String what = "show " + target;
        SearchCalls.Answer now = calls.ask(what, "GET", "/_alias/" + alias, Map.of(), null, Set.of(MISSING));
        List<String> shown = new ArrayList<>();
        if (now.status() != MISSING) {
            now.body().properties().forEach(entry -> shown.add(entry.getKey()));
        }
        if (shown.equals(List.of(target))) {
            return;
        }
        ObjectNode change = object();
        ArrayNode actions = change.putArray("actions");
        shown.forEach(index ->
                actions.addObject().putObject("remove").put("index", index).put("alias", alias));
        actions.addObject()
                .putObject("add")
                .put("index", target)
                .put("alias", alias)
                .set("filter", there());
        calls.ask(what, "POST", "/_aliases", Map.of(), change);
    }
}
