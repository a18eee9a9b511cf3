package dev.fabula.ai.offline;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes without any model: from the seed and the messages, always the same from the same. What it is asked for it tells
 * from the messages: a story if they have a premise, a summary if they ask for one, an answer otherwise.
 */
public final class OfflineChatModel implements ChatModel {

    /** A word with what separates it from the next: streams consist of these. */
    private static final Pattern PART = Pattern.compile("(?<=\\s)(?=\\S)");

    private static final int CHARACTERS_A_TOKEN = 4;

    private final Duration perCall;
    private final Duration perToken;
    private final Storyteller storyteller = new Storyteller(StoryGrammar.builtIn());
    private final Respondent respondent = new Respondent();

    public OfflineChatModel(Duration perCall, Duration perToken) {
        this.perCall = perCall;
        this.perToken = perToken;
    }

    @Override
    public ChatResponse call(Prompt prompt) {
        if (perCall.isPositive()) {
            sleep();
        }
        return part(text(prompt), "stop");
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        Flux<String> words = Flux.defer(() -> Flux.fromArray(PART.split(text(prompt))));
        Flux<String> paced = perToken.isPositive() ? words.delayElements(perToken) : words;
        Flux<ChatResponse> parts = paced.map(word -> part(word, "")).concatWithValues(part("", "stop"));
        return perCall.isPositive() ? Mono.delay(perCall).thenMany(parts) : parts;
    }

    private void sleep() {
        try {
            Thread.sleep(perCall);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("cut off", e);
        }
    }

    /** Usage is left out: it is estimated like that of any provider that does not say. */
    private static ChatResponse part(String text, String finishReason) {
        var metadata =
                ChatGenerationMetadata.builder().finishReason(finishReason).build();
        return new ChatResponse(
                List.of(new Generation(new AssistantMessage(text), metadata)),
                ChatResponseMetadata.builder().build());
    }

    private String text(Prompt prompt) {
        OfflineChatOptions options =
                prompt.getOptions() instanceof OfflineChatOptions given ? given : OfflineChatOptions.NONE;
        var conversation = Conversation.of(prompt.getInstructions());
        String text = conversation.isStory()
                ? storyteller.nextBeat(conversation, options.seed())
                : respondent.answer(conversation, options.seed());
        return shortened(text, (long) options.maxTokens() * CHARACTERS_A_TOKEN);
    }

    private static String shortened(String text, long most) {
        if (text.length() <= most) {
            return text;
        }
        int end = text.lastIndexOf(' ', (int) most);
        return text.substring(0, end > 0 ? end : (int) most);
    }
}
