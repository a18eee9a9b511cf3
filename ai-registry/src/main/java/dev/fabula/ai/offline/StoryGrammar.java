package dev.fabula.ai.offline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What can be said, by genre and kind. The file's head describes its form. */
final class StoryGrammar {

    private static final String ANY = "any";
    private static final String OTHERWISE = "adventure";

    private final Map<String, List<String>> lines;

    private StoryGrammar(Map<String, List<String>> lines) {
        this.lines = lines;
    }

    static StoryGrammar builtIn() {
        try (InputStream file = Objects.requireNonNull(StoryGrammar.class.getResourceAsStream("story-grammar.txt"))) {
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StoryGrammar parse(String text) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        List<String> section = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("[") && line.endsWith("]")) {
                section = lines.computeIfAbsent(line.substring(1, line.length() - 1), _ -> new ArrayList<>());
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                section.add(line);
            }
        }
        return new StoryGrammar(lines);
    }

    /** What every genre says. */
    List<String> any(String kind) {
        return lines.getOrDefault(ANY + "." + kind, List.of());
    }

    /** What these genres say, one after the other. */
    List<String> of(List<String> genres, String kind) {
        return genres.stream()
                .flatMap(genre -> lines.getOrDefault(genre + "." + kind, List.of()).stream())
                .toList();
    }

    /** Those of the named genres that are known; one of its own if none is. */
    List<String> known(String named) {
        List<String> known = new ArrayList<>();
        for (String name : named.split("[,;]")) {
            String genre = name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "-");
            String spelt = genre.equals("sci-fi") || genre.equals("scifi") ? "science-fiction" : genre;
            if (lines.containsKey(spelt + ".place") && !known.contains(spelt)) {
                known.add(spelt);
            }
        }
        return known.isEmpty() ? List.of(OTHERWISE) : known;
    }
}
