package dev.fabula.ai.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which sentences a beat begins to look among. Each story has an order of its own, and each beat begins further on in it, so
 * that beats differ even where the earlier ones are no longer in sight.
 */
final class BeatPlan {

    /** How many sentences of a kind a beat uses, about; one where nothing is said. */
    private static final Map<String, Integer> STEPS = Map.of("act", 3, "talk", 2, "sense", 2, "choice", 3);

    /** What makes a sentence another one when it comes again. */
    private static final Pattern VARIED = Pattern.compile("\\{(?:place|object|choice|past|hour|weather)");

    private final StoryGrammar grammar;
    private final List<String> genres;
    private final int beat;
    private final long story;

    BeatPlan(StoryGrammar grammar, List<String> genres, int beat, long story) {
        this.grammar = grammar;
        this.genres = genres;
        this.beat = beat;
        this.story = story;
    }

    List<String> any(String kind) {
        return turned(grammar.any(kind), kind);
    }

    List<String> genre(String kind) {
        return turned(grammar.of(genres, kind), kind);
    }

    /** These, beginning further on with each beat. */
    List<String> from(List<String> all) {
        List<String> turned = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            turned.add(all.get((beat - 1 + i) % all.size()));
        }
        return turned;
    }

    private List<String> turned(List<String> all, String kind) {
        List<String> order = new Lots(Lots.hash(story, kind)).shuffled(all);
        List<String> turned = new ArrayList<>();
        int first = (beat - 1) * STEPS.getOrDefault(kind, 1);
        for (int i = first; i < first + order.size(); i++) {
            turned.add(again(order.get(i % order.size()), i / order.size()));
        }
        return turned;
    }

    private String again(String template, int times) {
        List<String> later = grammar.any("later");
        return times == 0 || later.isEmpty() || VARIED.matcher(template).find()
                ? template
                : later.get((times - 1) % later.size()) + " " + Sentences.lowerFirst(template);
    }
}
