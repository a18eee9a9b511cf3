package dev.fabula.query.kinship;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forms of a table of words, by key. The head of {@code kinship-en.txt} describes its form. */
final class WordTable {

    private static final int SEXES = 3;

    private final String name;
    private final Map<String, String> forms;

    private WordTable(String name, Map<String, String> forms) {
        this.name = name;
        this.forms = forms;
    }

    /** @throws IllegalArgumentException naming the table and the line, or the resource that is missing */
    static WordTable resource(String name) {
        try (InputStream file = WordTable.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalArgumentException("no table of words " + name);
            }
            return parse(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WordTable parse(String name, String text) {
        Map<String, String> forms = new HashMap<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw wrong(name, number, "is not key = form");
            }
            String key = line.substring(0, equals).strip();
            String form = line.substring(equals + 1).strip();
            int sexes = form.split("\\|", -1).length;
            if (form.isEmpty() || (sexes != 1 && sexes != SEXES)) {
                throw wrong(name, number, "has " + sexes + " forms for " + key + ", not 1 or " + SEXES);
            }
            if (forms.put(key, form) != null) {
                throw wrong(name, number, "says " + key + " again");
            }
        }
        return new WordTable(name, forms);
    }

    private static IllegalArgumentException wrong(String name, int line, String what) {
        return new IllegalArgumentException(name + " line " + line + " " + what);
    }

    /** @throws IllegalArgumentException naming what is missing */
    void require(List<String> keys) {
        for (String key : keys) {
            form(key);
        }
    }

    boolean has(String key) {
        return forms.containsKey(key);
    }

    String word(String key, Sex sex) {
        String[] bySex = form(key).split("\\|", -1);
        if (bySex.length == 1) {
            return bySex[0].strip();
        }
        return bySex[
                switch (sex) {
                    case MALE -> 0;
                    case FEMALE -> 1;
                    case OTHER, UNKNOWN -> 2;
                }]
                .strip();
    }

    /** The form for a number, counted from 1; nothing where the list ends before. */
    @Nullable
    String listed(String key, int number) {
        String[] list = form(key).split(",", -1);
        return number > list.length ? null : list[number - 1].strip();
    }

    private String form(String key) {
        String form = forms.get(key);
        if (form == null) {
            throw new IllegalArgumentException(name + " has no " + key);
        }
        return form;
    }
}
