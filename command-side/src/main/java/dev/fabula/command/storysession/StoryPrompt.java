package dev.fabula.command.storysession;

import dev.fabula.ai.ChatMessage;
import dev.fabula.command.storysession.StorySoFar.Told;
import dev.fabula.contracts.storysession.RequestReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model is asked, made from a story so far alone.
 *
 * @param rendered the messages as JSON, as they are kept with the beat
 * @param hash SHA-256 of it, in hex
 */
record StoryPrompt(List<ChatMessage> messages, String rendered, String hash) {

    /** Another text or another order is another version: provenance names it. */
    static final String TEMPLATE = "story-beat/1";

    private static final String INSTRUCTIONS = load();
    private static final int BEATS_IN_FULL = 6;
    private static final JsonMapper JSON = JsonMapper.shared();

    private static String load() {
        try (InputStream in = StoryPrompt.class.getResourceAsStream("/prompts/story-beat.1.txt")) {
            if (in == null) {
                throw new IllegalStateException("the prompt " + TEMPLATE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new IllegalStateException("the prompt " + TEMPLATE + " cannot be read", failed);
        }
    }

    static StoryPrompt of(StorySoFar story) {
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(ChatMessage.system(instructions(story)));
        List<Told> told = story.told();
        for (Told beat : told.subList(Math.max(0, told.size() - BEATS_IN_FULL), told.size())) {
            messages.add(ChatMessage.assistant(beat.text()));
            if (beat.choice() != null) {
                messages.add(ChatMessage.user("Choice: " + flat(beat.choice())));
            }
        }
        if (told.isEmpty()) {
            messages.add(ChatMessage.user("Begin."));
        }
        String rendered = JSON.writeValueAsString(messages);
        return new StoryPrompt(List.copyOf(messages), rendered, sha256(rendered));
    }

    private static String instructions(StorySoFar story) {
        StringBuilder text = new StringBuilder(INSTRUCTIONS).append('\n');
        line(text, "Premise", story.premise());
        line(text, "Genres", String.join(", ", story.genres()));
        line(text, "Characters", String.join("; ", story.characters()));
        line(text, "Age tier", story.ageTier().wireName());
        line(text, "Summary", story.summary());
        line(text, "Beat", Integer.toString(story.beat()));
        if (story.reason() == RequestReason.REGENERATE && !story.otherTellings().isEmpty()) {
            line(text, "Tell it otherwise than", story.otherTellings().getLast());
        }
        return text.toString();
    }

    /** Each on one line, so that nothing a person writes can look like another line of ours. */
    private static void line(StringBuilder text, String name, String value) {
        if (!value.isBlank()) {
            text.append(name).append(": ").append(flat(value)).append('\n');
        }
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
