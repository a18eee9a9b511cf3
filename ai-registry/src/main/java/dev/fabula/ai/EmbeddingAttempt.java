package dev.fabula.ai;

import dev.fabula.ai.Inbox.Signal;
import dev.fabula.ai.provider.FailureOf;
import dev.fabula.ai.provider.Provider;
import dev.fabula.ai.provider.ProviderFailure;
import dev.fabula.ai.settings.RouteEntry;
import dev.fabula.contracts.ai.ProviderAttempt.Outcome;
import dev.fabula.contracts.ai.TokenUsage;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingResponse;

/** Asks a model for vectors. */
final class EmbeddingAttempt implements Attempt<List<float[]>> {

    private final EmbeddingRequest request;
    private final OpenInboxes inboxes;
    private final CallTrail trail;
    private final Observed observed;

    EmbeddingAttempt(EmbeddingRequest request, OpenInboxes inboxes, CallTrail trail, Observed observed) {
        this.request = request;
        this.inboxes = inboxes;
        this.trail = trail;
        this.observed = observed;
    }

    @Override
    public List<float[]> ask(Provider provider, RouteEntry entry, Duration limit, Duration silence)
            throws AttemptFailedException, RegistryClosedException, InterruptedException {
        Inbox<EmbeddingResponse> inbox = inboxes.subscribe(provider.embed(entry.model(), request.texts()));
        try {
            return switch (inbox.next(limit)) {
                case Signal.Next<EmbeddingResponse>(var response) -> vectors(entry, response);
                case Signal.Broken<EmbeddingResponse>(var cause) -> throw failed(FailureOf.exception(cause));
                case Signal.Done<EmbeddingResponse> _ -> throw failed(incomplete());
                case Signal.Closed<EmbeddingResponse> _ -> throw new RegistryClosedException();
                case null -> throw failed(ProviderFailure.timedOut("not done within " + limit.toMillis() + " ms"));
            };
        } finally {
            inboxes.leave(inbox);
        }
    }

    private List<float[]> vectors(RouteEntry entry, EmbeddingResponse response) throws AttemptFailedException {
        TokenUsage usage = usage(response.getMetadata().getUsage());
        observed.spent(entry, trail.purpose(), usage, trail.spent(entry, usage));
        List<float[]> vectors = response.getResults().stream()
                .sorted(Comparator.comparingInt(Embedding::getIndex))
                .map(Embedding::getOutput)
                .toList();
        boolean even =
                vectors.stream().mapToInt(vector -> vector.length).distinct().count() == 1;
        if (vectors.size() != request.texts().size() || !even) {
            throw failed(incomplete());
        }
        return vectors;
    }

    private TokenUsage usage(Usage reported) {
        return reported.getPromptTokens() > 0
                ? new TokenUsage(reported.getPromptTokens(), 0, false)
                : new TokenUsage(TokenEstimate.ofTexts(request.texts()), 0, true);
    }

    private static ProviderFailure incomplete() {
        return new ProviderFailure(Outcome.FAILED, "not one vector for each text", null, true);
    }

    private static AttemptFailedException failed(ProviderFailure failure) {
        return new AttemptFailedException(failure, false);
    }
}
