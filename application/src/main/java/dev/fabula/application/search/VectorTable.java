package dev.fabula.application.search;

import dev.fabula.command.search.VectorStore;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.contracts.tenancy.TenantId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Vectors in PostgreSQL; each step is a transaction of its own, as the tenant whose they are. */
final class VectorTable implements VectorStore {

    private static final ActorId FABULA = new ActorId("fabula");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    VectorTable(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
    }

    private <T> T as(TenantId tenant, Supplier<T> work) {
        return new Caller(tenant, FABULA, Set.of(), "embedding")
                .call(() -> Objects.requireNonNull(transactions.execute(_ -> work.get())));
    }

    @Override
    public Map<String, Integer> use(TenantId tenant, Map<String, Set<String>> wanted) {
        return as(tenant, () -> {
            Map<String, Integer> found = new HashMap<>();
            for (String reference : sorted(wanted.keySet())) {
                jdbc.sql("UPDATE platform.embedding SET stored_at = now(), subjects ="
                                + " (SELECT array_agg(DISTINCT one) FROM unnest(subjects || ?::text[]) AS one)"
                                + " WHERE reference = ? RETURNING dimensions")
                        .params(wanted.getOrDefault(reference, Set.of()).toArray(String[]::new), reference)
                        .query(Integer.class)
                        .optional()
                        .ifPresent(dimensions -> found.put(reference, dimensions));
            }
            return found;
        });
    }

    /** Two nodes that write the same rows in the same order do not wait for each other in a circle. */
    private static List<String> sorted(Collection<String> references) {
        return references.stream().sorted().toList();
    }

    @Override
    public void add(TenantId tenant, String model, Map<String, float[]> vectors, Map<String, Set<String>> subjects) {
        int _ = as(tenant, () -> {
            int added = 0;
            for (String reference : sorted(vectors.keySet())) {
                float[] vector = Objects.requireNonNull(vectors.get(reference));
                added += jdbc.sql("INSERT INTO platform.embedding"
                                + " (tenant_id, reference, model, dimensions, vector, subjects) VALUES (?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING")
                        .params(
                                tenant.value(),
                                reference,
                                model,
                                vector.length,
                                bytes(vector),
                                subjects.getOrDefault(reference, Set.of()).toArray(String[]::new))
                        .update();
            }
            return added;
        });
    }

    private static byte[] bytes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : vector) {
            bytes.putFloat(number);
        }
        return bytes.array();
    }

    @Override
    public void recorded(TenantId tenant, Collection<String> references) {
        if (references.isEmpty()) {
            return;
        }
        int _ = as(
                tenant,
                () -> jdbc.sql("UPDATE platform.embedding SET recorded = true"
                                + " WHERE reference = ANY (?::text[]) AND NOT recorded")
                        .params((Object) sorted(references).toArray(String[]::new))
                        .update());
    }

    @Override
    public void forget(TenantId tenant, String subject) {
        int _ = as(tenant, () -> {
            jdbc.sql(
                            "UPDATE platform.embedding SET subjects = array_remove(subjects, ?) WHERE subjects @> ARRAY[?]::text[]")
                    .params(subject, subject)
                    .update();
            return jdbc.sql("DELETE FROM platform.embedding WHERE subjects = '{}'")
                    .update();
        });
    }
}
