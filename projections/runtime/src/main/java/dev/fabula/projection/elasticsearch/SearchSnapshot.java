package dev.fabula.projection.elasticsearch;

import dev.fabula.projection.Digest;
import dev.fabula.projection.RowHash;
import dev.fabula.projection.SinkSnapshot;
import dev.fabula.projection.Stored;
import dev.fabula.projection.TenantKey;
import dev.fabula.projection.runtime.StoredProgress;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads all of an index as of one point in time, but of each index another one, and later than the positions, which are in
 * PostgreSQL: so this is no one moment. An index is refreshed before it is read, so whatever was written before the
 * positions were read is seen; keys that change meanwhile are seen before or after, and whoever compares must know which
 * these can be. An index that is not there, because it was lost, compares as one with nothing in it.
 */
final class SearchSnapshot<V> implements SinkSnapshot<V> {

    /** For how long a point in time is kept between two pages. */
    private static final String KEPT = "2m";

    private final ElasticsearchSink<V> sink;
    private final SearchCalls calls;
    private final SearchIndices indices;
    private final DocumentMapping<V> mapping;
    private final DataSource progress;

    SearchSnapshot(
            ElasticsearchSink<V> sink,
            SearchCalls calls,
            SearchIndices indices,
            DocumentMapping<V> mapping,
            DataSource progress) {
        this.sink = sink;
        this.calls = calls;
        this.indices = indices;
        this.mapping = mapping;
        this.progress = progress;
    }

    @Override
    public boolean isOneMoment() {
        return false;
    }

    @Override
    public Map<Integer, Long> positions(String processor) {
        return StoredProgress.positions(progress, processor);
    }

    @Override
    public List<Digest> digest(String target, String other, int buckets) {
        long[] rows = new long[buckets];
        BigInteger[] sums = new BigInteger[buckets];
        Arrays.fill(sums, BigInteger.ZERO);
        each("digest " + target, target, other, buckets, (_, row) -> {
            rows[row.bucket()]++;
            sums[row.bucket()] = Objects.requireNonNull(sums[row.bucket()]).add(BigInteger.valueOf(row.hash()));
        });
        List<Digest> digests = new ArrayList<>();
        for (int i = 0; i < buckets; i++) {
            digests.add(new Digest(rows[i], Objects.requireNonNull(sums[i])));
        }
        return digests;
    }

    @Override
    public Map<TenantKey, RowHash> rows(String target, String other, Collection<Integer> bucketsWanted, int buckets) {
        Set<Integer> wanted = new HashSet<>(bucketsWanted);
        Map<TenantKey, RowHash> found = new HashMap<>();
        each("look into the buckets of " + target, target, other, buckets, (key, row) -> {
            if (wanted.contains(row.bucket())) {
                found.put(key, row);
            }
        });
        return found;
    }

    @Override
    public Map<TenantKey, RowHash> rows(String target, String other, List<TenantKey> keys, int buckets) {
        Map<TenantKey, RowHash> rows = new HashMap<>();
        if (!indices.exists(target)) {
            return rows;
        }
        Set<String> common = common(target, other);
        MessageDigest sha = Document.sha();
        sink.sources(target, keys, (key, source) -> {
            if (!Document.isGone(source)) {
                rows.put(key, hash(sha, source, common, buckets));
            }
        });
        return rows;
    }

    /** The fields that both have by their mapping, sorted. */
    private Set<String> common(String target, String other) {
        Set<String> common = indices.compared(target);
        common.retainAll(indices.compared(other));
        common.retainAll(mapping.compared());
        return common;
    }

    private void each(String what, String target, String other, int buckets, BiConsumer<TenantKey, RowHash> consumer) {
        if (!indices.exists(target)) {
            return;
        }
        Set<String> common = common(target, other);
        MessageDigest sha = Document.sha();
        indices.refresh(target);
        String point = calls.ask(what, "POST", "/" + target + "/_pit", Map.of("keep_alive", KEPT), null)
                .path("id")
                .asString();
        try {
            ObjectNode query = query(point, common);
            JsonNode hits = page(what, query);
            while (!hits.isEmpty()) {
                for (JsonNode hit : hits) {
                    JsonNode source = hit.path("_source");
                    consumer.accept(Document.key(source), hash(sha, source, common, buckets));
                }
                query.set("search_after", hits.get(hits.size() - 1).path("sort"));
                hits = page(what, query);
            }
        } finally {
            calls.ask(what, "DELETE", "/_pit", Map.of(), SearchIndices.object().put("id", point));
        }
    }

    private JsonNode page(String what, ObjectNode query) {
        return SearchIndices.hits(calls.ask(what, "POST", "/_search", Map.of(), query));
    }

    private static ObjectNode query(String point, Set<String> fields) {
        ObjectNode query = SearchIndices.object();
        query.putObject("pit").put("id", point).put("keep_alive", KEPT);
        query.put("size", ElasticsearchSink.PAGE).put("track_total_hits", false);
        query.set("query", SearchIndices.there());
        query.putArray("sort").add("_shard_doc");
        ArrayNode wanted = query.putArray("_source").add("tenant").add("key");
        fields.forEach(wanted::add);
        return query;
    }

    /** Over what readers see: key and fields; position is none of it. */
    private static RowHash hash(MessageDigest sha, JsonNode source, Set<String> common, int buckets) {
        TenantKey key = Document.key(source);
        StringBuilder text = new StringBuilder(key.toString());
        for (String field : common) {
            JsonNode value = source.path(field);
            if (!value.isMissingNode() && !value.isNull()) {
                text.append('\0').append(field).append('\1');
                Document.canonical(value, text);
            }
        }
        long hash = ByteBuffer.wrap(sha.digest(text.toString().getBytes(StandardCharsets.UTF_8)))
                .getLong();
        return new RowHash(Math.floorMod(key.spread(), buckets), hash);
    }

    @Override
    public Map<TenantKey, Stored<V>> load(String target, Collection<TenantKey> keys) {
        return indices.exists(target) ? sink.load(target, keys) : Map.of();
    }

    /** Nothing is held between two reads. */
    @Override
    public void close() {}
}
