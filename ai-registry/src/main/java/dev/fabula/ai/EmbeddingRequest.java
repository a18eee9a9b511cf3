package dev.fabula.ai;

import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts whose vectors somebody wants. Vectors of different models cannot be compared: who keeps vectors says which model
 * they are of.
 *
 * @param callId under which the ledger knows it: the same for every try of the same thing
 * @param purpose in kebab case: what is measured by
 * @param model whose vectors they have to be; nothing for that of the route's first entry
 * @param timeout over all attempts together
 */
public record EmbeddingRequest(
        TenantId tenant,
        ActorId actor,
        String callId,
        String purpose,
        @Nullable String model,
        List<String> texts,
        Duration timeout) {

    public EmbeddingRequest {
        texts = List.copyOf(texts);
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to embed");
        }
    }
}
