package dev.fabula.command.search;

import dev.fabula.ai.AiRegistry;
import dev.fabula.ai.EmbeddingRequest;
import dev.fabula.ai.Embeddings;
import dev.fabula.command.Commands;
import dev.fabula.command.search.EmbeddingWork.Claimed;
import dev.fabula.contracts.search.Chunker;
import dev.fabula.contracts.search.SearchCommand.RecordEmbedding;
import dev.fabula.contracts.search.SearchEvent.TextEmbedded;
import dev.fabula.contracts.search.VectorReference;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.privacy.SubjectErasedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives the texts of some sources of one tenant their vectors: those that are missing are asked for, kept, and then
 * recorded, in this order. It can die between any two of these steps and be begun anew: what is kept is not asked for
 * again, and what is recorded is not recorded again.
 */
@Component
final class Embedder {

    static final String PURPOSE = "embedding";
    private static final ActorId FABULA = new ActorId("fabula");

    private final SourceReader reader;
    private final VectorStore vectors;
    private final AiRegistry registry;
    private final Commands commands;
    private final EmbeddingProperties settings;

    Embedder(
            SourceReader reader,
            VectorStore vectors,
            AiRegistry registry,
            Commands commands,
            EmbeddingProperties settings) {
        this.reader = reader;
        this.vectors = vectors;
        this.registry = registry;
        this.commands = commands;
        this.settings = settings;
    }

    /** A text that lacks vectors. */
    private record Wanted(Source source, SourceText text, List<String> references) {}

    /**
     * @throws dev.fabula.ai.GenerationFailedException if no model answered
     * @throws dev.fabula.ai.BudgetExceededException if the tenant has nothing left to spend
     */
    void embed(TenantId tenant, Collection<Claimed> some) {
        String model = registry.embeddingModel(tenant);
        List<Wanted> wanted = new ArrayList<>();
        Set<String> recorded = new LinkedHashSet<>();
        for (Claimed claimed : some) {
            wanted.addAll(wanted(claimed, model, recorded));
        }
        Map<String, Integer> dimensions = vectors(tenant, model, wanted);
        for (Wanted text : wanted) {
            if (record(tenant, model, text, dimensions)) {
                recorded.addAll(text.references());
            }
        }
        // Also what an earlier attempt recorded and did not live to say so.
        vectors.recorded(tenant, recorded);
    }

    /** @param recorded gets what has been recorded of the same texts */
    private List<Wanted> wanted(Claimed claimed, String model, Set<String> recorded) {
        List<SourceText> texts = reader.texts(claimed.source());
        if (texts.isEmpty()) {
            return List.of();
        }
        List<TextEmbedded> embedded = reader.embedded(claimed.source());
        Predicate<TextEmbedded> isToday = event -> event.chunker() == Chunker.VERSION
                && (!claimed.again() || event.model().equals(model));
        List<Wanted> wanted = new ArrayList<>();
        for (SourceText text : texts) {
            // Only its last: an earlier one may be of a model to which the tenant has returned.
            TextEmbedded last = embedded.stream()
                    .filter(text::isOf)
                    .reduce((_, later) -> later)
                    .orElse(null);
            if (last != null && isToday.test(last)) {
                recorded.addAll(last.references());
            } else {
                List<String> references = text.references(model);
                if (!references.isEmpty()) {
                    wanted.add(new Wanted(claimed.source(), text, references));
                }
            }
        }
        return wanted;
    }

    /** How long each vector is; those that are missing are made. */
    private Map<String, Integer> vectors(TenantId tenant, String model, List<Wanted> wanted) {
        Map<String, String> inputs = new LinkedHashMap<>();
        Map<String, Set<String>> subjects = new HashMap<>();
        for (Wanted text : wanted) {
            List<String> parts = text.text().inputs();
            for (int i = 0; i < parts.size(); i++) {
                inputs.put(text.references().get(i), parts.get(i));
                subjects.computeIfAbsent(text.references().get(i), _ -> new LinkedHashSet<>())
                        .add(text.text().author());
            }
        }
        if (inputs.isEmpty()) {
            return Map.of();
        }
        Map<String, Integer> dimensions = new HashMap<>(vectors.use(tenant, subjects));
        inputs.keySet().removeAll(dimensions.keySet());
        Map<String, String> batch = new LinkedHashMap<>();
        int characters = 0;
        for (Map.Entry<String, String> input : inputs.entrySet()) {
            if (!batch.isEmpty()
                    && (batch.size() == settings.texts()
                            || characters + input.getValue().length() > settings.characters())) {
                ask(tenant, model, batch, subjects, dimensions);
                batch.clear();
                characters = 0;
            }
            batch.put(input.getKey(), input.getValue());
            characters += input.getValue().length();
        }
        if (!batch.isEmpty()) {
            ask(tenant, model, batch, subjects, dimensions);
        }
        return dimensions;
    }

    private void ask(
            TenantId tenant,
            String model,
            Map<String, String> batch,
            Map<String, Set<String>> subjects,
            Map<String, Integer> dimensions) {
        // The same texts are the same call, so the ledger counts them once however often they are begun.
        String call = "embedding-" + VectorReference.of(tenant.value(), String.join("\n", batch.keySet()));
        Embeddings answer = registry.embed(new EmbeddingRequest(
                tenant, FABULA, call, PURPOSE, model, List.copyOf(batch.values()), settings.timeout()));
        Map<String, float[]> made = new LinkedHashMap<>();
        for (String reference : batch.keySet()) {
            made.put(reference, answer.vectors().get(made.size()));
            dimensions.put(reference, answer.dimensions());
        }
        vectors.add(tenant, model, made, subjects);
    }

    /** Whether history has it now. */
    private boolean record(TenantId tenant, String model, Wanted wanted, Map<String, Integer> dimensions) {
        SourceText text = wanted.text();
        Source source = wanted.source();
        Integer length = dimensions.get(wanted.references().getFirst());
        if (length == null) {
            throw new IllegalStateException("a vector of " + source + " was not made");
        }
        try {
            var _ = commands.send(
                    new RecordEmbedding(
                            TextEmbedding.of(tenant, source.kind(), source.id()),
                            source.kind(),
                            source.id(),
                            text.revision(),
                            text.alternative(),
                            text.author(),
                            Chunker.VERSION,
                            model,
                            length,
                            wanted.references()),
                    tenant,
                    null);
            return true;
        } catch (RuntimeException failed) {
            if (!isErased(failed)) {
                throw failed;
            }
            // Their data went while this was under way: so do the vectors.
            vectors.forget(tenant, text.author());
            return false;
        }
    }

    private static boolean isErased(@Nullable Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SubjectErasedException) {
                return true;
            }
        }
        return false;
    }
}
