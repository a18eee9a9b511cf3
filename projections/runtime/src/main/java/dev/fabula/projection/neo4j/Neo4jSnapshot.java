package dev.fabula.projection.neo4j;

import dev.fabula.projection.Digest;
import dev.fabula.projection.RowHash;
import dev.fabula.projection.SinkSnapshot;
import dev.fabula.projection.Stored;
import dev.fabula.projection.TenantKey;
import dev.fabula.projection.neo4j.Elements.Found;
import dev.fabula.projection.runtime.StoredProgress;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import javax.sql.DataSource;

/**
 * Reads as of now and again: Neo4j shows each statement what is committed while it runs. So keys that change meanwhile are
 * seen before or after, and whoever compares must know which these can be.
 */
final class Neo4jSnapshot<V> implements SinkSnapshot<V> {

    private final Neo4jSink<V> sink;
    private final Graph graph;
    private final GraphMapping<V> mapping;
    private final DataSource progress;

    Neo4jSnapshot(Neo4jSink<V> sink, Graph graph, GraphMapping<V> mapping, DataSource progress) {
        this.sink = sink;
        this.graph = graph;
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
        java.util.Arrays.fill(sums, BigInteger.ZERO);
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

    private void each(String what, String target, String other, int buckets, BiConsumer<TenantKey, RowHash> consumer) {
        List<String> common = common(target, other);
        MessageDigest sha = sha();
        graph.scan(what, transaction -> {
            new Elements(mapping, target)
                    .all(transaction, found -> consumer.accept(found.key(), hash(sha, found, common, buckets)));
            return true;
        });
    }

    @Override
    public Map<TenantKey, RowHash> rows(String target, String other, List<TenantKey> keys, int buckets) {
        List<String> common = common(target, other);
        MessageDigest sha = sha();
        Map<TenantKey, RowHash> rows = new HashMap<>();
        sink.found(target, keys).forEach((key, found) -> {
            if (!found.isHollow()) {
                rows.put(key, hash(sha, found, common, buckets));
            }
        });
        return rows;
    }

    /** The properties that both have by their mapping, sorted. */
    private List<String> common(String target, String other) {
        return graph.in("compare " + target + " with " + other, transaction -> {
            Set<String> names = new TreeSet<>(mapping.properties());
            transaction
                    .run(
                            "MATCH (b:GraphSchema) WHERE b.name IN $targets RETURN b.properties AS properties",
                            Map.of("targets", List.of(target, other)))
                    .forEachRemaining(
                            row -> names.retainAll(row.get("properties").asList(name -> name.asString())));
            return List.copyOf(names);
        });
    }

    /** Over what readers see: key, kind, ends and properties; position is none of it. */
    private static RowHash hash(MessageDigest sha, Found found, List<String> common, int buckets) {
        StringBuilder text = new StringBuilder(found.key().toString());
        Shape shape = found.shape();
        text.append('\0').append(shape == null ? "?" : shape.name());
        text.append('\0').append(found.from()).append('\0').append(found.to());
        for (String name : common) {
            Object value = found.properties().get(name);
            if (value != null) {
                text.append('\0').append(name).append('\1').append(value);
            }
        }
        long hash = ByteBuffer.wrap(sha.digest(text.toString().getBytes(StandardCharsets.UTF_8)))
                .getLong();
        return new RowHash(Math.floorMod(found.key().spread(), buckets), hash);
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Map<TenantKey, Stored<V>> load(String target, Collection<TenantKey> keys) {
        return sink.load(target, keys);
    }

    /** Nothing is held between two reads. */
    @Override
    public void close() {}
}
