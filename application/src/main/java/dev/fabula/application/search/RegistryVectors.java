package dev.fabula.application.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fabula.ai.AiRegistry;
import dev.fabula.ai.BudgetExceededException;
import dev.fabula.ai.EmbeddingRequest;
import dev.fabula.ai.Embeddings;
import dev.fabula.ai.GenerationFailedException;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.query.search.QueryVector;
import dev.fabula.query.search.QueryVectors;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vectors of queries from the tenant's model, paid for as any other call. Those of the last minutes are remembered, because
 * each page of a search asks again, and many people ask the same.
 */
final class RegistryVectors implements QueryVectors {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryVectors.class);
    private static final String PURPOSE = "search";
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 2_000;

    private record Key(TenantId tenant, String model, String text) {}

    private final AiRegistry registry;
    private final Cache<Key, QueryVector> known = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    RegistryVectors(AiRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Optional<QueryVector> of(Caller caller, String text) {
        try {
            String model = registry.embeddingModel(caller.tenant());
            Key key = new Key(caller.tenant(), model, text);
            QueryVector there = known.getIfPresent(key);
            if (there != null) {
                return Optional.of(there);
            }
            Embeddings answer = registry.embed(new EmbeddingRequest(
                    caller.tenant(), caller.actor(), Ulids.next(), PURPOSE, model, List.of(text), LONGEST));
            QueryVector vector = new QueryVector(model, answer.vectors().getFirst());
            known.put(key, vector);
            return Optional.of(vector);
        } catch (GenerationFailedException | BudgetExceededException unavailable) {
            LOG.warn("a query is searched for by its words alone: {}", unavailable.getMessage());
            return Optional.empty();
        }
    }
}
