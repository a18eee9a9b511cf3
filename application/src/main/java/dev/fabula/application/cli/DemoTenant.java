package dev.fabula.application.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a tenant is filled with, so that there is something to look at.
 *
 * @param played stories, in the order in which they are played
 */
record DemoTenant(String tenant, List<Played> played, Family legacy) {

    /**
     * A story that is played.
     *
     * @param moves after the first beat
     * @param ratings of the beats, from the first on
     * @param branch another way on from one of its beats
     * @param end whether it is brought to an end
     */
    record Played(
            String user,
            String title,
            String premise,
            List<String> genres,
            List<Move> moves,
            List<Integer> ratings,
            @Nullable Branch branch,
            boolean end) {}

    /** Either the id of a choice, or words of one's own. */
    record Move(@Nullable String choice, @Nullable String text) {

        Map<String, String> asked() {
            return choice == null ? Map.of("text", Objects.requireNonNull(text)) : Map.of("choice", choice);
        }
    }

    record Branch(int beat, String title, List<Move> moves) {}

    /**
     * A legacy and what is remembered of its people.
     *
     * @param file the resource beside this one that holds its tree
     * @param user who writes it all
     */
    record Family(String slug, String name, String file, String user, List<Memory> memories) {

        private static final int LONGEST_SLUG = 40;

        /** The same of another tree, under its file's name. */
        Family of(Path tree) {
            String own = String.valueOf(tree.getFileName()).replaceFirst("\\.[^.]*$", "");
            String plain = own.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
            String slug = "tree-" + plain;
            slug = slug.substring(0, Math.min(slug.length(), LONGEST_SLUG)).replaceAll("-+$", "");
            return new Family(slug, own, file, user, memories);
        }
    }

    /**
     * A story about somebody. Title and text name them as {@code {name}}, and say when and where they were born as
     * {@code {born}}.
     *
     * @param of whom of the bundled family it is about; of another family, anybody
     * @param draft whether it stays unpublished
     */
    record Memory(String of, String title, String text, List<String> tags, boolean draft) {}

    private static final String FOLDER = "/demo/";

    static List<DemoTenant> all() {
        try (InputStream resource = resource("tenants.json")) {
            return JsonMapper.shared().readValue(resource, new TypeReference<>() {});
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static InputStream resource(String name) {
        return Objects.requireNonNull(DemoTenant.class.getResourceAsStream(FOLDER + name), name);
    }
}
