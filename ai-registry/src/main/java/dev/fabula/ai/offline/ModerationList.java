package dev.fabula.ai.offline;

import dev.fabula.contracts.ai.AgeTier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The entries of {@code moderation.txt}, whose head describes its form. */
record ModerationList(List<Phrase> phrases, List<Regex> regexes) {

    private static final int COLUMNS = 3;

    /** Its word stands for any word. */
    static final String ANY_WORD = "*";

    /**
     * What a category is found by.
     *
     * @param refusedFor may be empty: then it is told of and never refused
     */
    record Rule(String category, Set<AgeTier> refusedFor) {}

    /** Words in a row, each with {@code *} at its end if it may go on. */
    record Phrase(Rule rule, List<String> words) {}

    /** Most texts have neither digits nor an at sign, and most patterns want one: looking for that first is cheap. */
    record Regex(Rule rule, Pattern pattern) {

        boolean found(String text, boolean hasDigit, boolean hasAt) {
            return (hasDigit || !pattern.pattern().contains("\\d{"))
                    && (hasAt || pattern.pattern().indexOf('@') < 0)
                    && pattern.matcher(text).find();
        }
    }

    static ModerationList builtIn() {
        try (InputStream file = Objects.requireNonNull(ModerationList.class.getResourceAsStream("moderation.txt"))) {
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException if a line has another form, with its number */
    static ModerationList parse(String text) {
        List<Phrase> phrases = new ArrayList<>();
        List<Regex> regexes = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] columns = line.split(";", COLUMNS);
            if (columns.length < COLUMNS || columns[2].isBlank()) {
                throw new IllegalArgumentException("line " + number + " has not three columns");
            }
            var rule = new Rule(columns[0].strip(), tiers(columns[1], number));
            String entry = columns[2].strip();
            if (entry.length() > 2 && entry.startsWith("/") && entry.endsWith("/")) {
                regexes.add(new Regex(
                        rule, Pattern.compile(entry.substring(1, entry.length() - 1), Pattern.CASE_INSENSITIVE)));
            } else {
                phrases.add(new Phrase(rule, words(entry, number)));
            }
        }
        return new ModerationList(List.copyOf(phrases), List.copyOf(regexes));
    }

    private static Set<AgeTier> tiers(String column, int line) {
        Set<AgeTier> tiers = EnumSet.noneOf(AgeTier.class);
        for (String name : column.split(",")) {
            tiers.add(Arrays.stream(AgeTier.values())
                    .filter(tier -> tier.wireName().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("line " + line + " has no such tier: " + name.strip())));
        }
        return tiers;
    }

    private static List<String> words(String entry, int line) {
        List<String> words = List.of(entry.toLowerCase(Locale.ROOT).split("\\s+"));
        String first = words.getFirst();
        if (first.endsWith("*") && first.length() <= Words.SHORTEST_BEGINNING) {
            throw new IllegalArgumentException("line " + line + " begins with too little: " + first);
        }
        return words;
    }
}
