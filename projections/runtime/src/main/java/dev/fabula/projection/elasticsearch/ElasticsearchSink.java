package dev.fabula.projection.elasticsearch;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import dev.fabula.projection.Change;
import dev.fabula.projection.Sink;
import dev.fabula.projection.SinkSnapshot;
import dev.fabula.projection.SinkUnavailableException;
import dev.fabula.projection.Stored;
import dev.fabula.projection.TenantKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A read model in Elasticsearch: its values are documents, each generation is an index {@code <prefix><alias>_<number>}. Every
 * document carries {@code tenant}, {@code key} and {@code position}, which is its version as well. Readers know the alias
 * alone, which is of one index and leaves out what was removed.
 *
 * <p>Nothing here is in the transaction that stores the token: a batch may be there though its token is not, and comes again.
 * Elasticsearch forgets the version of what is deleted, so what is removed leaves a document that says when, and nothing else,
 * until no event before it can come again. What a batch of a live index has written is seen by every search that begins
 * once the batch is written, and so before its token says that it was.
 */
public final class ElasticsearchSink<V> implements Sink<V> {

    private static final Pattern PREFIX = Pattern.compile("([a-z][a-z0-9_-]{0,47})?");
    /** How many documents are read in one request. */
    static final int PAGE = 500;

    private static final int MOST_SAMPLED = 1_000;
    private static final Duration REPLACING = Duration.ofSeconds(10);
    private static final long REPLACING_PAUSE_MILLIS = 50;

    private final SearchCalls calls;
    private final DataSource progress;
    private final String name;
    private final DocumentMapping<V> mapping;
    private final SearchSettings settings;
    private final BulkWriter<V> bulk;
    private final SearchIndices indices;

    /**
     * Touches neither server: Elasticsearch may be away when the process starts.
     *
     * @param progress where the runtime keeps how far its processors are, as the role that operates
     * @param prefix of the names of indices and aliases: lower-case letters, digits, underscores, dashes; may be empty
     */
    public ElasticsearchSink(
            Rest5Client client,
            DataSource progress,
            String prefix,
            DocumentMapping<V> mapping,
            SearchSettings settings) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "not a prefix of indices (lower-case letters, digits, underscores, dashes, at most 48): " + prefix);
        }
        this.progress = progress;
        this.mapping = mapping;
        this.settings = settings;
        name = prefix + mapping.alias();
        calls = new SearchCalls(client, settings);
        bulk = new BulkWriter<>(calls, mapping, settings);
        indices = new SearchIndices(calls, name, settings);
    }

    @Override
    public String kind() {
        return "elasticsearch";
    }

    @Override
    public boolean joinsTransactions() {
        return false;
    }

    @Override
    public String target(int number) {
        return name + "_" + number;
    }

    /** Whatever an attempt that nobody remembers has left under that name goes first. */
    @Override
    public void create(String target) {
        indices.delete(target);
        indices.create(target, mapping.index(), mapping.compared());
    }

    @Override
    public boolean isEmpty(String target) {
        indices.refresh(target);
        return calls.ask("look into " + target, "POST", "/" + target + "/_count", Map.of(), null)
                        .path("count")
                        .asLong()
                == 0;
    }

    /** Ends with everything on the disk: a checkpoint that says so comes next. */
    @Override
    public void fill(String target, Collection<Change<V>> added) {
        String what = "fill " + target;
        List<CompletableFuture<Void>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                settings.parallel(),
                Thread.ofPlatform().daemon().name("search-fill-", 1).factory())) {
            for (List<Change<V>> part : bulk.parts(added)) {
                all.add(CompletableFuture.runAsync(
                        () -> bulk.send(what, SearchIndices.written(target), part, false), threads));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException own ? own : failed;
        }
        indices.flush(target);
    }

    /** From now on each request is on the disk when it is answered. */
    @Override
    public void prepareForUpdates(String target) {
        indices.syncEachRequest(target);
    }

    @Override
    public void finish(String target) {
        indices.serve(target);
    }

    @Override
    public Map<TenantKey, Stored<V>> load(String target, Collection<TenantKey> keys) {
        Map<TenantKey, Stored<V>> values = new HashMap<>(keys.size() * 2);
        sources(target, keys, (key, source) -> values.put(key, stored(source)));
        return values;
    }

    private Stored<V> stored(ObjectNode source) {
        return new Stored<>(
                Document.isGone(source) ? null : mapping.value(source),
                source.path("position").asLong());
    }

    /** The documents of those of the keys that have one, or a memory of one, as they are at this moment. */
    void sources(String target, Collection<TenantKey> keys, BiConsumer<TenantKey, ObjectNode> each) {
        List<TenantKey> wanted = List.copyOf(keys);
        for (int i = 0; i < wanted.size(); i += PAGE) {
            Map<String, TenantKey> byId = new HashMap<>();
            ObjectNode body = SearchIndices.object();
            ArrayNode ids = body.putArray("ids");
            for (TenantKey key : wanted.subList(i, Math.min(i + PAGE, wanted.size()))) {
                byId.put(Document.id(key), key);
            }
            byId.keySet().forEach(ids::add);
            String what = "load from " + target;
            for (JsonNode found : calls.ask(what, "POST", "/" + target + "/_mget", Map.of(), body)
                    .path("docs")) {
                if (found.has("error")) {
                    throw new SinkUnavailableException(
                            "cannot " + what + ": " + SearchCalls.reason(found), new IOException(found.toString()));
                }
                TenantKey key = byId.get(found.path("_id").asString());
                if (key != null && found.path("found").asBoolean() && found.path("_source") instanceof ObjectNode is) {
                    each.accept(key, is);
                }
            }
        }
    }

    @Override
    public void write(String target, Collection<Change<V>> changes) {
        String what = "write to " + target;
        List<List<Change<V>>> parts = bulk.parts(changes);
        parts.forEach(part -> bulk.send(what, SearchIndices.written(target), part, false));
        seen(target, parts);
    }

    /** While a target is being filled nobody reads it, and what is written to it need not be seen. */
    private void seen(String target, List<List<Change<V>>> parts) {
        if (!parts.isEmpty() && indices.isServing(target)) {
            indices.refresh(target);
        }
    }

    /**
     * What is there with a later version does not give way to an earlier one, so it is deleted first; Elasticsearch is told to
     * remember the version of what was deleted for no time, which it measures by a clock that ticks a few times a second.
     */
    @Override
    public void replace(String target, Collection<Change<V>> changes) {
        String what = "replace in " + target;
        String written = SearchIndices.written(target);
        List<List<Change<V>>> parts = bulk.parts(changes);
        for (List<Change<V>> part : parts) {
            List<Change<V>> later = bulk.send(what, written, part, false);
            if (later.isEmpty()) {
                continue;
            }
            bulk.delete(
                    what,
                    written,
                    later.stream()
                            .map(change -> SearchIndices.object().put("_id", Document.id(change.key())))
                            .toList());
            long deadline = System.nanoTime() + REPLACING.toNanos();
            while (!later.isEmpty()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new SinkUnavailableException(
                            "cannot " + what + ": " + later.size()
                                    + " documents are written by somebody else meanwhile",
                            new IOException(later.getFirst().key().toString()));
                }
                SearchCalls.sleep(what, REPLACING_PAUSE_MILLIS);
                later = bulk.send(what, written, later, false);
            }
        }
        seen(target, parts);
    }

    @Override
    public void promote(String target) {
        indices.show(target);
    }

    @Override
    public void drop(String target) {
        indices.delete(target);
    }

    /** Forgets what was removed up to there, unless it has been written since. */
    @Override
    public void settled(String target, long position) {
        String what = "tidy " + target;
        ObjectNode query = SearchIndices.object();
        ArrayNode filter = query.putObject("query").putObject("bool").putArray("filter");
        filter.addObject().putObject("term").put("gone", true);
        filter.addObject().putObject("range").putObject("position").put("lte", position);
        query.put("size", settings.documents())
                .put("_source", false)
                .put("seq_no_primary_term", true)
                .put("track_total_hits", false);
        long deadline = System.nanoTime() + settings.dropping().toNanos();
        do {
            List<ObjectNode> old = new ArrayList<>();
            for (JsonNode hit :
                    SearchIndices.hits(calls.ask(what, "POST", "/" + target + "/_search", Map.of(), query))) {
                old.add(SearchIndices.object()
                        .put("_id", hit.path("_id").asString())
                        .put("if_seq_no", hit.path("_seq_no").asLong())
                        .put("if_primary_term", hit.path("_primary_term").asLong()));
            }
            if (old.isEmpty()) {
                return;
            }
            bulk.delete(what, SearchIndices.written(target), old);
        } while (System.nanoTime() - deadline < 0);
    }

    @Override
    public List<TenantKey> sample(String target, int count) {
        indices.refresh(target);
        ObjectNode query = SearchIndices.object();
        ObjectNode score = query.putObject("query").putObject("function_score");
        score.set("query", SearchIndices.there());
        score.putObject("random_score");
        query.put("size", Math.min(count, MOST_SAMPLED)).put("track_total_hits", false);
        query.putArray("_source").add("tenant").add("key");
        List<TenantKey> keys = new ArrayList<>();
        SearchIndices.hits(calls.ask("sample " + target, "POST", "/" + target + "/_search", Map.of(), query))
                .forEach(hit -> keys.add(Document.key(hit.path("_source"))));
        return keys;
    }

    @Override
    public Object comparable(V value) {
        StringBuilder text = new StringBuilder();
        Document.canonical(mapping.document(value), text);
        return text.toString();
    }

    @Override
    public SinkSnapshot<V> snapshot() {
        return new SearchSnapshot<>(this, calls, indices, mapping, progress);
    }
}
