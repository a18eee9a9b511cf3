package dev.fabula.ai.provider;

import java.time.Duration;
import java.util.List;
import org.springframework.ai.chat.messages.Message;

/**
 * What a provider is asked for.
 *
 * @param limit after which the connection is cut, even if nobody listens any more
 * @param streaming whether the answer comes in parts
 */
public record ModelCall(
        String model,
        List<Message> messages,
        int maxTokens,
        double temperature,
        double topP,
        long seed,
        Duration limit,
        boolean streaming) {}
