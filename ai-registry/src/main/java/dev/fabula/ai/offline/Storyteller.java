package dev.fabula.ai.offline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells the next beat of a story: {@code text}, a line {@code ---}, and three choices. It goes on from what was chosen,
 * speaks of the story's own people, places and things, remembers earlier choices, and never says a sentence twice that it
 * can see.
 */
final class Storyteller {

    private static final int FEWEST_WORDS = 105;
    private static final int MOST_WORDS = 165;
    private static final int CHOICES = 3;
    private static final int LONGEST_CLAUSE = 90;

    /** An imperative can stand after "to"; what speaks of itself is quoted. */
    private static final Pattern NOT_IMPERATIVE = Pattern.compile(
            "(?i)^(?:i|i'm|i'll|we|we'll|let's|my|our|the|a|an|he|she|they|it|you|what|why|how|no|yes|please|\\p{Punct}).*");

    private static final Pattern SENTENCES = Pattern.compile("(?s).*[.!?\\n].*");
    private static final Pattern END = Pattern.compile("[.!?…]+$");
    private static final Pattern ENDED = Pattern.compile(".*[.!?…]$");
    private static final Pattern QUOTES = Pattern.compile("[\"“”]");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern COMMON_WORD =
            Pattern.compile("(?i)^(?:an?|the|when|in|on|at|after|every|one|two|three|there)\\s.*");
    /** A name is seldom followed by an article or a preposition. */
    private static final Pattern NO_NAME = Pattern.compile(
            "(?i)^[a-z]+ (?:an?|the|for|to|it|in|into|at|on|with|about|back|what|and|if|of|everything|all|behind|out|before|past|above|beneath|from|off|up|down|over|under|\\p{Lu}.*).*");

    private final StoryGrammar grammar;

    Storyteller(StoryGrammar grammar) {
        this.grammar = grammar;
    }

    String nextBeat(Conversation conversation, long seed) {
        List<String> genres = grammar.known(conversation.hint("genres"));
        // What is the same for all beats of a story comes from the premise, what is this beat's own from the seed as
        // well.
        long story = Lots.hash(0, conversation.hint("premise") + conversation.hint("characters"));
        var beatLots =
                new Lots(Lots.hash(seed ^ story, conversation.beat() + "/" + String.join("/", conversation.choices())));
        Cast cast = Cast.of(conversation, grammar, genres, new Lots(story));
        var plan = new BeatPlan(grammar, genres, conversation.beat(), story);
        var sentences = new Sentences(beatLots, slots(conversation, cast, plan, beatLots), grammar.any("later"));
        conversation.told().forEach(sentences::heard);
        String text = tell(conversation, plan, sentences, beatLots);
        return text + "\n---\n" + offer(conversation, plan, ahead(conversation, cast, plan, beatLots), beatLots);
    }

    private String tell(Conversation conversation, BeatPlan plan, Sentences sentences, Lots lots) {
        List<List<String>> paragraphs = new ArrayList<>();
        List<String> first = new ArrayList<>();
        if (conversation.choices().isEmpty()) {
            first.add(sentences.next(plan.any("opening")));
            first.add(sentences.next(plan.any("premise")));
        } else {
            String kind = isClause(conversation.choices().getLast()) ? "reaction" : "said";
            first.add(sentences.next(plan.any(kind)));
        }
        first.add(sentences.next(plan.genre("sense")));
        paragraphs.add(first);
        paragraphs.add(new ArrayList<>(List.of(sentences.next(plan.any("talk")), sentences.next(plan.any("act")))));
        List<String> trouble = new ArrayList<>(List.of(sentences.next(plan.genre("trouble"))));
        if (lots.below(2) == 0) {
            trouble.add(sentences.next(plan.any("talk")));
        }
        paragraphs.add(trouble);
        List<String> end = new ArrayList<>();
        if (earlierChoices(conversation).size() > 0) {
            end.add(sentences.next(plan.any("memory")));
        }
        end.add(sentences.next(plan.genre("hook")));
        paragraphs.add(end);
        lengthen(paragraphs, plan, sentences, lots);
        return String.join(
                "\n\n", paragraphs.stream().map(p -> String.join(" ", p)).toList());
    }

    private static void lengthen(List<List<String>> paragraphs, BeatPlan plan, Sentences sentences, Lots lots) {
        while (words(paragraphs) < FEWEST_WORDS) {
            List<String> paragraph = paragraphs.get(lots.below(paragraphs.size() - 1));
            boolean act = lots.below(3) > 0;
            paragraph.add(sentences.next(act ? plan.any("act") : plan.genre("sense")));
        }
        // A long premise or choice: the talk is what a reader misses least.
        while (words(paragraphs) > MOST_WORDS && paragraphs.get(1).size() > 1) {
            paragraphs.get(1).removeLast();
        }
    }

    private static int words(List<List<String>> paragraphs) {
        return paragraphs.stream()
                .flatMap(List::stream)
                .mapToInt(sentence -> SPACE.split(sentence).length)
                .sum();
    }

    private static String offer(Conversation conversation, BeatPlan plan, Sentences sentences, Lots lots) {
        Set<String> taken = new LinkedHashSet<>();
        conversation.offered().forEach(choice -> taken.add(choice.toLowerCase(Locale.ROOT)));
        conversation.choices().forEach(choice -> taken.add(choice.toLowerCase(Locale.ROOT)));
        List<String> templates = new ArrayList<>(plan.genre("choice"));
        templates.addAll(plan.any("choice"));
        List<String> chosen = new ArrayList<>();
        List<String> shuffled = lots.shuffled(templates);
        for (int round = 0; chosen.size() < CHOICES; round++) {
            for (String template : shuffled) {
                String choice = sentences.filled(template);
                boolean isNew = taken.add(choice.toLowerCase(Locale.ROOT)) || round > 2;
                if (chosen.size() < CHOICES && isNew && !chosen.contains(choice)) {
                    chosen.add(choice);
                }
            }
        }
        return "1. " + chosen.get(0) + "\n2. " + chosen.get(1) + "\n3. " + chosen.get(2);
    }

    /** For what may come next: other places and other things than this beat's. */
    private Sentences ahead(Conversation conversation, Cast cast, BeatPlan plan, Lots lots) {
        Map<String, List<String>> slots = slots(conversation, cast, plan, lots);
        slots.put("place", others(plan.from(cast.places()), slots.getOrDefault("place", List.of())));
        slots.put("object", others(plan.from(cast.objects()), List.of()));
        return new Sentences(lots, slots, List.of());
    }

    private static List<String> others(List<String> all, List<String> without) {
        return all.stream().filter(thing -> !without.contains(thing)).limit(3).toList();
    }

    private Map<String, List<String>> slots(Conversation conversation, Cast cast, BeatPlan plan, Lots lots) {
        Map<String, List<String>> slots = new HashMap<>();
        slots.put("person", cast.people());
        slots.put("hero", List.of(cast.hero()));
        List<String> friends = cast.people().subList(1, cast.people().size());
        // One or two of them a beat, so that it stays clear who is there.
        slots.put("friend", lots.shuffled(friends).subList(0, Math.min(2, friends.size())));
        String last =
                conversation.choices().isEmpty() ? "" : conversation.choices().getLast();
        slots.put("place", mentionedFirst(plan.from(cast.places()), last).subList(0, 1));
        slots.put("object", mentionedFirst(plan.from(cast.objects()), last).subList(0, 1));
        slots.put("hour", grammar.any("hour"));
        slots.put("weather", grammar.any("weather"));
        slots.put("premise", List.of(clause(conversation.hint("premise"))));
        List<String> choices = conversation.choices();
        slots.put("choice", choices.isEmpty() ? List.of("go on") : List.of(choice(choices.getLast())));
        List<String> past = earlierChoices(conversation);
        slots.put("past", past.isEmpty() ? List.of("begin") : past);
        return slots;
    }

    /** Where a choice leads there the story goes; without one it moves on by itself. */
    private static List<String> mentionedFirst(List<String> things, String choice) {
        List<String> ordered = new ArrayList<>(things);
        String said = choice.toLowerCase(Locale.ROOT);
        ordered.sort(Comparator.comparing(thing -> !said.contains(thing.toLowerCase(Locale.ROOT))));
        return ordered;
    }

    /** All but the last, as clauses; the latest first. */
    private static List<String> earlierChoices(Conversation conversation) {
        List<String> choices = conversation.choices();
        List<String> earlier = new ArrayList<>();
        for (int i = 0; i < choices.size() - 1; i++) {
            if (isClause(choices.get(i))) {
                earlier.add(clause(choices.get(i)));
            }
        }
        Collections.reverse(earlier);
        return earlier;
    }

    private static boolean isClause(String choice) {
        return choice.length() <= LONGEST_CLAUSE
                && !NOT_IMPERATIVE.matcher(choice).matches()
                && !SENTENCES.matcher(choice.substring(0, choice.length() - 1)).matches();
    }

    private static String choice(String text) {
        return isClause(text) ? clause(text) : quotable(text);
    }

    private static String clause(String text) {
        String cut = END.matcher(cut(text)).replaceFirst("");
        boolean lower = cut.length() > 1 && !Character.isUpperCase(cut.charAt(1)) && isCommonWord(cut);
        return lower ? cut.substring(0, 1).toLowerCase(Locale.ROOT) + cut.substring(1) : cut;
    }

    /** Whether the first word is likely no name. */
    private static boolean isCommonWord(String text) {
        return COMMON_WORD.matcher(text).matches() || NO_NAME.matcher(text).matches() || !text.contains(" ");
    }

    private static String quotable(String text) {
        String cut = cut(SPACE.matcher(QUOTES.matcher(text).replaceAll("'")).replaceAll(" "));
        return ENDED.matcher(cut).matches() ? cut : cut + ".";
    }

    private static String cut(String text) {
        String flat = text.strip();
        if (flat.length() <= LONGEST_CLAUSE * 2) {
            return flat;
        }
        int end = flat.lastIndexOf(' ', LONGEST_CLAUSE * 2);
        return flat.substring(0, end > 0 ? end : LONGEST_CLAUSE * 2) + " …";
    }
}
