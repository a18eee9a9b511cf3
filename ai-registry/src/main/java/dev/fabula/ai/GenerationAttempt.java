package dev.fabula.ai;

import dev.fabula.ai.provider.ModelCall;
import dev.fabula.ai.provider.Provider;
import dev.fabula.ai.settings.RouteEntry;
import dev.fabula.contracts.ai.ProviderAttempt;
import dev.fabula.contracts.ai.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;

/** Asks a model for a text. */
final class GenerationAttempt implements Attempt<String> {

    private final GenerationRequest request;
    private final GenerationListener listener;
    private final OpenInboxes inboxes;
    private final CallTrail trail;
    private final Observed observed;
    private final List<Message> messages;

    GenerationAttempt(
            GenerationRequest request,
            GenerationListener listener,
            OpenInboxes inboxes,
            CallTrail trail,
            Observed observed) {
        this.request = request;
        this.listener = listener;
        this.inboxes = inboxes;
        this.trail = trail;
        this.observed = observed;
        this.messages =
                request.messages().stream().map(GenerationAttempt::message).toList();
    }

    @Override
    public String ask(Provider provider, RouteEntry entry, Duration limit, Duration silence)
            throws AttemptFailedException, RegistryClosedException, InterruptedException {
        ProviderAttempt broken = trail.takeBrokenOff();
        if (broken != null) {
            listener.restarted(broken);
        }
        GenerationLimits limits = request.limits();
        var call = new ModelCall(
                entry.model(),
                messages,
                limits.maxTokens(),
                limits.temperature(),
                limits.topP(),
                request.seed(),
                limit,
                request.streaming());
        var reader = new AnswerReader(inboxes, request.streaming(), limits.maxTokens(), listener::token);
        long began = System.nanoTime();
        try {
            String text = reader.read(provider.generate(call), limit, request.streaming() ? silence : limit);
            BigDecimal cost = spent(entry, reader);
            observed.answered(entry, trail.purpose(), Duration.ofNanos(System.nanoTime() - began), cost);
            return text;
        } catch (AttemptFailedException | RegistryClosedException | InterruptedException | RuntimeException e) {
            // It took tokens all the same.
            spent(entry, reader);
            throw e;
        }
    }

    private BigDecimal spent(RouteEntry entry, AnswerReader reader) {
        TokenUsage usage = reader.usage(TokenEstimate.of(request.messages()));
        BigDecimal cost = trail.spent(entry, usage);
        observed.spent(entry, trail.purpose(), usage, cost);
        return cost;
    }

    private static Message message(ChatMessage message) {
        return switch (message.role()) {
            case SYSTEM -> new SystemMessage(message.text());
            case USER -> new UserMessage(message.text());
            case ASSISTANT -> new AssistantMessage(message.text());
        };
    }
}
