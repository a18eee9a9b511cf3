package dev.fabula.ai;

import dev.fabula.ai.Inbox.Signal;
import dev.fabula.ai.provider.FailureOf;
import dev.fabula.ai.provider.ProviderFailure;
import dev.fabula.contracts.ai.ProviderAttempt.Outcome;
import dev.fabula.contracts.ai.TokenUsage;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import reactor.core.publisher.Flux;

/** Puts one answer together on the calling thread. */
final class AnswerReader {

    /** No tokenizer has longer tokens on average; a provider that sends more ignores the limit it was given. */
    private static final int MOST_CHARACTERS_A_TOKEN = 32;

    private final OpenInboxes inboxes;
    private final Consumer<String> heard;
    private final boolean streaming;
    private final int mostCharacters;
    private final StringBuilder text = new StringBuilder();
    private @Nullable TokenUsage reported;
    private boolean finished;

    AnswerReader(OpenInboxes inboxes, boolean streaming, int maxTokens, Consumer<String> heard) {
        this.inboxes = inboxes;
        this.heard = heard;
        this.streaming = streaming;
        this.mostCharacters = (int) Math.min(Integer.MAX_VALUE, (long) maxTokens * MOST_CHARACTERS_A_TOKEN);
    }

    String read(Flux<ChatResponse> answer, Duration limit, Duration silence)
            throws AttemptFailedException, RegistryClosedException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Inbox<ChatResponse> inbox = inboxes.subscribe(answer);
        try {
            while (true) {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                boolean nearEnd = left.compareTo(silence) <= 0;
                switch (inbox.next(nearEnd ? left : silence)) {
                    case Signal.Next<ChatResponse>(var part) -> take(part);
                    case Signal.Done<ChatResponse> _ -> {
                        return whole();
                    }
                    case Signal.Broken<ChatResponse>(var cause) -> throw failed(FailureOf.exception(cause));
                    case Signal.Closed<ChatResponse> _ -> throw new RegistryClosedException();
                    case null -> throw failed(ProviderFailure.timedOut(nearEnd ? took(limit) : silent(silence)));
                }
            }
        } finally {
            inboxes.leave(inbox);
        }
    }

    private static String took(Duration limit) {
        return "not done within %d ms".formatted(limit.toMillis());
    }

    private static String silent(Duration silence) {
        return "nothing came for %d ms".formatted(silence.toMillis());
    }

    private void take(ChatResponse part) throws AttemptFailedException {
        Usage usage = part.getMetadata().getUsage();
        if (usage.getPromptTokens() > 0 || usage.getCompletionTokens() > 0) {
            reported = new TokenUsage(usage.getPromptTokens(), usage.getCompletionTokens(), false);
        }
        var generation = part.getResult();
        if (generation == null) {
            return;
        }
        String reason = generation.getMetadata().getFinishReason();
        finished |= reason != null && !reason.isEmpty();
        String more = generation.getOutput().getText();
        if (more == null || more.isEmpty()) {
            return;
        }
        text.append(more);
        if (text.length() > mostCharacters) {
            throw failed(new ProviderFailure(Outcome.FAILED, "longer than it was allowed to be", null, true));
        }
        if (streaming) {
            heard.accept(more);
        }
    }

    private String whole() throws AttemptFailedException {
        if (streaming && !finished) {
            throw failed(new ProviderFailure(Outcome.FAILED_TRANSIENT, "ended without an end", null, true));
        }
        if (text.toString().isBlank()) {
            throw failed(new ProviderFailure(Outcome.FAILED, "empty answer", null, false));
        }
        return text.toString();
    }

    private AttemptFailedException failed(ProviderFailure failure) {
        boolean begun = !text.isEmpty();
        return new AttemptFailedException(begun ? failure.midway() : failure, begun && streaming);
    }

    /** As the provider says; estimated if it sent something and did not say; null if nothing is known. */
    @Nullable
    TokenUsage usage(long promptTokens) {
        if (reported != null) {
            return reported;
        }
        return text.isEmpty() ? null : new TokenUsage(promptTokens, TokenEstimate.of(text.toString()), true);
    }
}
