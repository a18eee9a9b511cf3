package dev.fabula.ai.offline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who and what a story is about, as far as its messages say; what is missing comes from the genre.
 *
 * @param people the hero first, at least two
 * @param places with their article, those of the story first
 * @param objects with their article, those of the story first
 */
record Cast(List<String> people, List<String> places, List<String> objects) {

    private static final int MOST_FOUND = 4;
    private static final Pattern AFTER_NAME = Pattern.compile("\\s*[,:(–—]|\\s+-\\s+|\\s+(?:is|the|a|an|who)\\s");

    /** A capital in the middle of a sentence. */
    private static final Pattern NAME = Pattern.compile("(?<=[a-z,;]\\s)\\p{Lu}\\p{Ll}{2,}\\b");

    private static final Pattern PLACE = Pattern.compile(
            "\\b(?:in|at|into|inside|near|under|beneath|through|behind|aboard|on|to) (?:the|an?) ((?:[a-z]{3,} )?[a-z]{3,})\\b");
    private static final Pattern OBJECT = Pattern.compile(
            "\\b(?:finds?|found|holds?|carries|with|steals?|discovers?|inherits?|inherited|seeks?|opens?|lost)"
                    + " (?:the|an?) ((?:[a-z]{3,} )?[a-z]{3,})\\b");

    /** Words that a pattern takes for a part of the thing, and that are not. */
    private static final Pattern NOT_OF_IT = Pattern.compile(
            " (?:and|but|for|the|her|his|its|who|one|near|under|has|had|was|are|that|which|where|when|with|from|into|while|until|before|after|made|must|only|they|whose)$");

    static Cast of(Conversation conversation, StoryGrammar grammar, List<String> genres, Lots lots) {
        String said = conversation.hint("premise") + " " + conversation.hint("summary");
        Set<String> people = new LinkedHashSet<>();
        for (String character : conversation.hint("characters").split(";")) {
            String name = AFTER_NAME.split(character.strip(), 2)[0].strip();
            if (!name.isEmpty() && name.length() <= 40) {
                people.add(name);
            }
        }
        if (people.isEmpty()) {
            NAME.matcher(said).results().limit(MOST_FOUND).forEach(name -> people.add(name.group()));
        }
        people.addAll(lots.shuffled(grammar.any("name")).subList(0, people.size() > 1 ? 0 : 2));
        return new Cast(
                List.copyOf(people),
                with(found(PLACE, said), grammar.of(genres, "place")),
                with(found(OBJECT, said), grammar.of(genres, "object")));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(thing -> "the " + NOT_OF_IT.matcher(thing.group(1)).replaceFirst(""))
                .distinct()
                .limit(MOST_FOUND)
                .toList();
    }

    private static List<String> with(List<String> first, List<String> then) {
        Set<String> all = new LinkedHashSet<>(first);
        all.addAll(then);
        return new ArrayList<>(all);
    }

    String hero() {
        return people.getFirst();
    }
}
