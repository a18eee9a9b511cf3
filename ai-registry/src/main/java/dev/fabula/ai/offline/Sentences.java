package dev.fabula.ai.offline;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills sentences with the story's names and things, and says none of them twice. */
final class Sentences {

    private static final Pattern SLOT = Pattern.compile("\\{([a-z]+)(?:\\|([a-z]+))?}");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?…]\"?)\\s+");
    private static final Pattern LINE_END = Pattern.compile("\\R+");
    private static final int FILLINGS_TRIED = 6;

    private final Lots lots;
    private final Map<String, List<String>> slots;
    private final List<String> prefixes;
    private final Set<String> said = new HashSet<>();
    private final Set<String> used = new HashSet<>();

    /**
     * @param slots what may stand in each
     * @param prefixes make a sentence new that was said before
     */
    Sentences(Lots lots, Map<String, List<String>> slots, List<String> prefixes) {
        this.lots = lots;
        this.slots = slots;
        this.prefixes = prefixes;
    }

    /** These were said in earlier beats. */
    void heard(String text) {
        for (String paragraph : LINE_END.split(text)) {
            for (String sentence : SENTENCE_END.split(paragraph)) {
                said.add(normal(sentence));
            }
        }
    }

    /** One of the templates, with its slots filled, that was not said before. Earlier templates are preferred. */
    String next(List<String> templates) {
        for (String template : templates) {
            for (int i = 0; i < FILLINGS_TRIED && !used.contains(template); i++) {
                String sentence = filled(template);
                if (isNew(sentence)) {
                    used.add(template);
                    heard(sentence);
                    return sentence;
                }
            }
        }
        // Everything was said, so the story has become long. A prefix makes it another sentence.
        while (true) {
            String sentence = filled(lots.one(templates));
            String prefix = "";
            for (int i = 0; i < prefixes.size(); i++) {
                prefix = prefix.isEmpty() ? lots.one(prefixes) : prefix + " " + lowerFirst(lots.one(prefixes));
                String later = prefix + " " + lowered(sentence);
                if (isNew(later)) {
                    heard(later);
                    return later;
                }
            }
        }
    }

    private boolean isNew(String text) {
        return SENTENCE_END.splitAsStream(text).map(Sentences::normal).noneMatch(said::contains);
    }

    String filled(String template) {
        return upperFirst(SLOT.matcher(template).replaceAll(slot -> {
            String value = lots.one(slots.getOrDefault(slot.group(1), List.of("something")));
            return Matcher.quoteReplacement(form(slot.group(2)).apply(value));
        }));
    }

    private static Function<String, String> form(@Nullable String name) {
        return switch (name) {
            case "cap" -> Sentences::upperFirst;
            case "quote" -> Sentences::upperFirst;
            case null, default -> Function.identity();
        };
    }

    private static String normal(String sentence) {
        return sentence.strip().toLowerCase(Locale.ROOT);
    }

    static String upperFirst(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    static String lowerFirst(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    /** A name keeps its capital. */
    private String lowered(String text) {
        boolean named = slots.getOrDefault("person", List.of()).stream().anyMatch(text::startsWith);
        return named ? text : lowerFirst(text);
    }
}
