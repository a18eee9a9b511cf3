package dev.fabula.ai;

import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that somebody wants from a model.
 *
 * @param callId under which the ledger knows it: the same for every try of the same thing
 * @param purpose in kebab case, for instance {@code story}: chooses the route, and is what is measured by
 * @param model the wished one, {@code model} or {@code provider/model}: tried first if the tenant may have it
 * @param messages the oldest first, at least one
 * @param seed from which weights are drawn; given to providers that take one
 * @param streaming whether the listener hears the text as it comes
 */
public record GenerationRequest(
        TenantId tenant,
        ActorId actor,
        String callId,
        String purpose,
        Quality quality,
        @Nullable String model,
        List<ChatMessage> messages,
        GenerationLimits limits,
        long seed,
        boolean streaming) {

    public GenerationRequest {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a model needs something to answer");
        }
    }
}
