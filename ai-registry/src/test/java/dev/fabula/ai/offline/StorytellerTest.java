package dev.fabula.ai.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.ai.AgeTier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;

class StorytellerTest {

    private static final Pattern FORM = Pattern.compile("(?s).+\\n---\\n1\\. .+\\n2\\. .+\\n3\\. .+");
    private static final String PREMISE = "A lighthouse keeper finds a sealed jar in the old harbour";

    private final OfflineChatModel model = new OfflineChatModel(Duration.ZERO, Duration.ZERO);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fantasy",
                "mystery",
                "science-fiction",
                "Sci-Fi, comedy",
                "romance",
                "horror",
                "adventure",
                "drama",
                "comedy",
                "slice of life",
                "a genre that nobody knows"
            })
    void tellsStoriesInTheFixedFormWithoutSayingASentenceTwice(String genres) {
        List<String> beats = story(genres, 15, Integer.MAX_VALUE);

        Set<String> sentences = new HashSet<>();
        for (String beat : beats) {
            assertThat(beat).matches(FORM).doesNotContain("{", "}", "lorem", "null", "..");
            String text = text(beat);
            assertThat(text.split("\\s+").length).as(text).isBetween(90, 180);
            assertThat(text.split("\n\n").length).isBetween(3, 5);
            for (String sentence : text.split("(?<=[.!?]\"?)\\s+")) {
                assertThat(sentences.add(sentence))
                        .as("said twice: " + sentence)
                        .isTrue();
            }
            assertThat(new HashSet<>(choices(beat))).hasSize(3);
        }
    }

    @Test
    void speaksOfItsOwnPeopleAndGoesOnFromTheChoice() {
        String first = tell(system("mystery", 1), 7);
        assertThat(text(first)).contains("Ada", "lighthouse keeper");

        List<Message> messages = new ArrayList<>(system("mystery", 2));
        messages.add(new AssistantMessage(first));
        messages.add(new UserMessage("Choice: Open the jar in front of the harbour master"));
        assertThat(text(tell(messages, 7))).contains("open the jar in front of the harbour master");
    }

    @Test
    void quotesWhatAPersonSaidInTheirOwnWords() {
        List<Message> messages = new ArrayList<>(system("mystery", 2));
        messages.add(new AssistantMessage(tell(system("mystery", 1), 7)));
        messages.add(new UserMessage("Choice: I will not leave without my brother"));

        assertThat(text(tell(messages, 7))).contains("\"I will not leave without my brother.\"");
    }

    @Test
    void tellsTheSameFromTheSameAndSomethingElseFromAnotherSeed() {
        List<Message> messages = system("fantasy", 1);

        assertThat(tell(messages, 7)).isEqualTo(tell(messages, 7)).isNotEqualTo(tell(messages, 8));
    }

    @Test
    void repeatsNothingEvenIfItSeesOnlyTheLastThreeBeats() {
        List<String> beats = story("fantasy", 10, 3);

        List<String> sentences = new ArrayList<>();
        beats.forEach(beat -> sentences.addAll(List.of(text(beat).split("(?<=[.!?]\"?)\\s+"))));
        double repeated = 1 - new HashSet<>(sentences).size() / (double) sentences.size();
        assertThat(repeated).isLessThan(0.05);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fantasy", "horror", "mystery", "romance", "drama", "comedy", "adventure"})
    void saysNothingThatItsOwnModerationWouldRefuseAChild(String genre) {
        WordListModeration moderation = WordListModeration.builtIn();

        assertThat(story(genre, 12, Integer.MAX_VALUE))
                .allSatisfy(
                        beat -> assertThat(moderation.judge(beat, AgeTier.CHILD).categories())
                                .isEmpty());
    }

    @Test
    void streamsTheSameTextInParts() {
        List<Message> messages = system("romance", 1);
        Prompt prompt = new Prompt(messages, new OfflineChatOptions("offline-1", 1000, 5));

        List<ChatResponse> parts =
                Objects.requireNonNull(model.stream(prompt).collectList().block());

        assertThat(parts).hasSizeGreaterThan(90);
        assertThat(String.join("", parts.stream().map(StorytellerTest::said).toList()))
                .isEqualTo(said(model.call(prompt)));
    }

    @Test
    void summarisesFromWhatWasToldAlone() {
        String told = "Ada opened the jar. The jar held a letter. It rained. The letter named Ada.";
        String summary =
                tell(List.of(new SystemMessage("You summarise stories."), new UserMessage("Story so far: " + told)), 1);

        assertThat(summary).contains("jar").contains("letter").hasSizeLessThan(told.length() + 20);
    }

    @Test
    void answersAChatFromItsMessages() {
        String answer = tell(
                List.of(
                        new SystemMessage("You are Ada, who keeps the lighthouse."),
                        new AssistantMessage("The lighthouse was built by my grandmother."),
                        new UserMessage("What about the lighthouse?")),
                1);

        assertThat(answer).contains("lighthouse").hasSizeLessThan(400);
    }

    private List<String> story(String genres, int beats, int seen) {
        List<String> told = new ArrayList<>();
        List<String> chosen = new ArrayList<>();
        for (int beat = 1; beat <= beats; beat++) {
            List<Message> messages = new ArrayList<>(system(genres, beat));
            for (int i = Math.max(0, told.size() - seen); i < told.size(); i++) {
                messages.add(new AssistantMessage(told.get(i)));
                messages.add(new UserMessage("Choice: " + chosen.get(i)));
            }
            String next = tell(messages, 100 + beat);
            told.add(next);
            chosen.add(choices(next).get(beat % 3));
        }
        return told;
    }

    private static List<Message> system(String genres, int beat) {
        return List.of(new SystemMessage("""
                You tell stories.
                Premise: %s
                Genres: %s
                Characters: Ada, who keeps the light; Bruno - a smuggler; old Greta
                Age tier: child
                Beat: %d
                """.formatted(PREMISE, genres, beat)));
    }

    private String tell(List<Message> messages, long seed) {
        return said(model.call(new Prompt(messages, new OfflineChatOptions("offline-1", 1000, seed))));
    }

    private static String said(ChatResponse response) {
        String text = Objects.requireNonNull(response.getResult()).getOutput().getText();
        return Objects.requireNonNull(text);
    }

    private static String text(String beat) {
        return beat.substring(0, beat.indexOf("\n---"));
    }

    private static List<String> choices(String beat) {
        return beat.substring(beat.indexOf("\n1. ") + 1)
                .lines()
                .map(line -> line.substring(3))
                .toList();
    }
}
