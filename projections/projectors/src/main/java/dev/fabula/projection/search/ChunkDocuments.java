package dev.fabula.projection.search;

import dev.fabula.contracts.search.Chunk;
import dev.fabula.contracts.search.Chunker;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.projection.Change;
import dev.fabula.projection.TenantKey;
import dev.fabula.projection.elasticsearch.Completion;
import dev.fabula.projection.elasticsearch.DocumentMapping;
import dev.fabula.projection.search.ChunksRow.Kept;
import dev.fabula.readschema.ReadSearch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds to each text its chunks and their vectors, which are looked up and never made here. */
final class ChunkDocuments implements Completion<ChunksRow> {

    private final Vectors vectors;

    private ChunkDocuments(Vectors vectors) {
        this.vectors = vectors;
    }

    static DocumentMapping<ChunksRow> mapping(Vectors vectors) {
        return DocumentMapping.of(ChunksRow.class, ReadSearch.CHUNKS, ReadSearch.index(ReadSearch.CHUNKS))
                .completedBy(completion(vectors));
    }

    static Completion<ChunksRow> completion(Vectors vectors) {
        return new ChunkDocuments(vectors);
    }

    @Override
    public Map<TenantKey, Map<String, Object>> fields(Collection<Change<ChunksRow>> changes) {
        Map<TenantId, Set<String>> wanted = new HashMap<>();
        for (Change<ChunksRow> change : changes) {
            Kept text = shown(change);
            if (text != null) {
                wanted.computeIfAbsent(change.key().tenant(), _ -> new HashSet<>())
                        .addAll(text.references());
            }
        }
        Map<TenantId, Map<String, float[]>> found = new HashMap<>();
        wanted.forEach((tenant, references) ->
                found.put(tenant, references.isEmpty() ? Map.of() : vectors.find(tenant, references)));
        Map<TenantKey, Map<String, Object>> fields = new HashMap<>();
        for (Change<ChunksRow> change : changes) {
            Kept text = shown(change);
            if (text != null) {
                fields.put(
                        change.key(),
                        Map.of(
                                "chunks",
                                chunks(text, found.getOrDefault(change.key().tenant(), Map.of()))));
            }
        }
        return fields;
    }

    private static @Nullable Kept shown(Change<ChunksRow> change) {
        return change.value() == null ? null : change.value().shown();
    }

    private static List<Map<String, Object>> chunks(Kept text, Map<String, float[]> found) {
        List<Map<String, Object>> chunks = new ArrayList<>();
        for (Chunk chunk : Chunker.chunks(text.text())) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("number", chunk.number());
            fields.put("start", chunk.start());
            fields.put("end", chunk.end());
            fields.put("text", chunk.text());
            if (chunk.number() < text.references().size()) {
                String reference = text.references().get(chunk.number());
                fields.put("reference", reference);
                float[] vector = found.get(reference);
                if (vector != null && hasDirection(vector) && ReadSearch.VECTORS.contains(vector.length)) {
                    fields.put(ReadSearch.vector(vector.length), vector);
                }
            }
            chunks.add(fields);
        }
        return chunks;
    }

    /** What has none is near nothing, and no index takes it. */
    private static boolean hasDirection(float[] vector) {
        for (float number : vector) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        for (float number : vector) {
            if (number != 0) {
                return true;
            }
        }
        return false;
    }
}
