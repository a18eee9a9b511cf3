package dev.fabula.ai.offline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Answers briefly, from what is in the messages and nothing else. */
final class Respondent {

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?…]\"?)\\s+");
    private static final Pattern WORD = Pattern.compile("\\p{L}{4,}");
    private static final int SUMMARY_SENTENCES = 3;
    private static final Set<String> COMMON = Set.of(
            "about",
            "after",
            "also",
            "because",
            "been",
            "before",
            "could",
            "does",
            "from",
            "have",
            "into",
            "like",
            "more",
            "only",
            "over",
            "please",
            "some",
            "that",
            "their",
            "them",
            "then",
            "there",
            "they",
            "this",
            "those",
            "tell",
            "what",
            "when",
            "where",
            "which",
            "will",
            "with",
            "would",
            "your",
            "know",
            "think",
            "summarise",
            "summarize",
            "summary");

    private static final List<String> OPENINGS = List.of(
            "Thank you for asking about %s.",
            "About %s, this much can be said.", "Let us look at %s.", "You mention %s; a good place to begin.");
    private static final List<String> KNOWN =
            List.of("Earlier it was said: %s", "What we have so far is this: %s", "It fits with this: %s");
    private static final List<String> CLOSINGS = List.of(
            "Tell me more, and we can go further.",
            "What matters to you most about it?",
            "Shall we go on from there?",
            "Where would you like to take it next?");

    String answer(Conversation conversation, long seed) {
        boolean summary = (conversation.system() + " " + conversation.asked())
                .toLowerCase(Locale.ROOT)
                .matches("(?s).*\\bsummar(?:y|ise|ize)\\b.*");
        return summary ? summary(conversation) : reply(conversation, seed);
    }

    /** The sentences whose words come up most, in their order: what a text is about it says often. */
    private static String summary(Conversation conversation) {
        String source = String.join(" ", conversation.told()) + " " + conversation.asked();
        List<String> sentences = SENTENCE_END
                .splitAsStream(source.strip())
                .map(String::strip)
                .filter(sentence -> !sentence.toLowerCase(Locale.ROOT).matches("^(?:please )?summari[sz]e\\b.{0,60}"))
                .filter(sentence -> !sentence.isEmpty())
                .distinct()
                .toList();
        if (sentences.isEmpty()) {
            return "Nothing has happened yet.";
        }
        Map<String, Integer> counts = new HashMap<>();
        sentences.forEach(sentence -> words(sentence).forEach(word -> counts.merge(word, 1, Integer::sum)));
        List<String> best = new ArrayList<>(sentences);
        best.sort(Comparator.comparingDouble(sentence -> -weight(sentence, counts)));
        List<String> kept = best.subList(0, Math.min(SUMMARY_SENTENCES, best.size()));
        return String.join(" ", sentences.stream().filter(kept::contains).toList());
    }

    private static double weight(String sentence, Map<String, Integer> counts) {
        List<String> words = words(sentence);
        return words.stream().mapToInt(word -> counts.getOrDefault(word, 0)).sum() / (words.size() + 2.0);
    }

    private static String reply(Conversation conversation, long seed) {
        var lots = new Lots(
                Lots.hash(seed, conversation.asked() + conversation.told().size()));
        List<String> topics = words(conversation.asked());
        String topic = topics.isEmpty()
                ? "that"
                : topics.stream().max(Comparator.comparingInt(String::length)).get();
        List<String> parts = new ArrayList<>();
        parts.add(lots.one(OPENINGS).formatted(topic));
        related(conversation, topics)
                .ifPresent(known -> parts.add(lots.one(KNOWN).formatted(known)));
        parts.add(lots.one(CLOSINGS));
        return String.join(" ", parts);
    }

    private static Optional<String> related(Conversation conversation, List<String> topics) {
        return SENTENCE_END
                .splitAsStream(String.join(" ", conversation.told()))
                .filter(sentence -> words(sentence).stream().anyMatch(topics::contains))
                .reduce((first, second) -> second);
    }

    private static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(found -> found.group())
                .filter(word -> !COMMON.contains(word))
                .distinct()
                .toList();
    }
}
