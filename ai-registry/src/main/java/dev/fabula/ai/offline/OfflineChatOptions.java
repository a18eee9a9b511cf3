package dev.fabula.ai.offline;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.ChatOptions;

/** What the offline provider takes: of all the others' knobs, none. */
public record OfflineChatOptions(String model, int maxTokens, long seed) implements ChatOptions {

    /** Of who gives none. */
    static final OfflineChatOptions NONE = new OfflineChatOptions("offline-1", Integer.MAX_VALUE, 0);

    @Override
    public String getModel() {
        return model;
    }

    @Override
    public Integer getMaxTokens() {
        return maxTokens;
    }

    @Override
    public @Nullable Double getFrequencyPenalty() {
        return null;
    }

    @Override
    public @Nullable Double getPresencePenalty() {
        return null;
    }

    @Override
    public @Nullable List<String> getStopSequences() {
        return null;
    }

    @Override
    public @Nullable Double getTemperature() {
        return null;
    }

    @Override
    public @Nullable Integer getTopK() {
        return null;
    }

    @Override
    public @Nullable Double getTopP() {
        return null;
    }

    @Override
    public ChatOptions.Builder<?> mutate() {
        return ChatOptions.builder().model(model).maxTokens(maxTokens);
    }
}
