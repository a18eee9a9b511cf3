package dev.fabula.ai;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** How many tokens a text has, without the model's tokenizer. */
final class TokenEstimate {

    /** Of English, as providers give it as a rule of thumb. */
    private static final int CHARACTERS_A_TOKEN = 4;

    /** So that a reservation holds for texts in other scripts and for code, too. */
    private static final int BYTES_A_TOKEN_AT_LEAST = 2;

    /** What says whose turn it is. */
    private static final int TOKENS_A_MESSAGE = 4;

    private TokenEstimate() {}

    static long of(String text) {
        return Math.ceilDiv(text.length(), CHARACTERS_A_TOKEN);
    }

    static long of(List<ChatMessage> messages) {
        return messages.stream()
                .mapToLong(message -> of(message.text()) + TOKENS_A_MESSAGE)
                .sum();
    }

    static long ofTexts(List<String> texts) {
        return texts.stream().mapToLong(TokenEstimate::of).sum();
    }

    /** More than it will be. */
    static long most(List<String> texts) {
        return texts.stream()
                .mapToLong(text -> Math.ceilDiv(text.getBytes(StandardCharsets.UTF_8).length, BYTES_A_TOKEN_AT_LEAST)
                        + TOKENS_A_MESSAGE)
                .sum();
    }
}
