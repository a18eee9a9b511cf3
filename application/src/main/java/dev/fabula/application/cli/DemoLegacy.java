package dev.fabula.application.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fills a legacy: its people from a file, and memories of some of them. */
final class DemoLegacy {

    private static final int LOOKED_AT = 100;
    private static final Pattern MONTH = Pattern.compile("\\b([A-Z])([A-Z]{2})\\b");

    private final LocalApi api;
    private final PrintWriter out;
    private final DemoTenant.Family family;
    private final String path;

    /** @param api of the one who writes it all */
    DemoLegacy(LocalApi api, PrintWriter out, DemoTenant.Family family) {
        this.api = api;
        this.out = out;
        this.family = family;
        this.path = "/api/legacies/" + family.slug();
    }

    /**
     * Fills what is missing of it.
     *
     * @param given a tree of one's own; nothing for the bundled one
     * @return somebody of whom is told, to look further from
     */
    @Nullable
    String fill(@Nullable Path given) throws InterruptedException {
        if (api.find(path).path("legacy").isMissingNode()) {
            var _ = api.write("POST", "/api/legacies", Map.of("slug", family.slug(), "name", family.name()));
        }
        importTree(given);
        List<JsonNode> people = told();
        List<String> titles = titles();
        String first = null;
        for (int i = 0; i < family.memories().size() && !people.isEmpty(); i++) {
            DemoTenant.Memory memory = family.memories().get(i);
            JsonNode about = about(people, memory, i);
            first = first == null ? about.path("person").asString() : first;
            write(memory, about, titles);
        }
        return first;
    }

    private void importTree(@Nullable Path given) throws InterruptedException {
        TreeFile tree = new TreeFile(api, out);
        if (given != null) {
            tree.send(given, family.slug(), "main");
            return;
        }
        try {
            Path bundled = Files.createTempFile("fabula-", ".ged");
            try (InputStream resource = DemoTenant.resource(family.file())) {
                Files.copy(resource, bundled, StandardCopyOption.REPLACE_EXISTING);
                tree.send(bundled, family.slug(), "main");
            } finally {
                Files.delete(bundled);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Of whom there is something to tell: those who have died. */
    private List<JsonNode> told() throws InterruptedException {
        List<JsonNode> people = new ArrayList<>();
        for (JsonNode person : api.get(path + "/people?limit=" + LOOKED_AT).path("people")) {
            if (person.path("died").asBoolean()
                    && !person.path("name").asString().isBlank()) {
                people.add(person);
            }
        }
        return people;
    }

    private List<String> titles() throws InterruptedException {
        return StreamSupport.stream(
                        api.get(path + "/stories?limit=100").path("stories").spliterator(), false)
                .map(story -> story.path("title").asString())
                .toList();
    }

    private static JsonNode about(List<JsonNode> people, DemoTenant.Memory memory, int turn) {
        return people.stream()
                .filter(person -> person.path("name").asString().equals(memory.of()))
                .findFirst()
                .orElse(people.get(turn % people.size()));
    }

    private void write(DemoTenant.Memory memory, JsonNode about, List<String> titles) throws InterruptedException {
        String name = about.path("name").asString();
        String title = memory.title().replace("{name}", name);
        if (titles.contains(title)) {
            return;
        }
        String person = about.path("person").asString();
        String born = born(person);
        Map<String, Object> body = new HashMap<>();
        body.put("title", title);
        body.put("text", memory.text().replace("{name}", name).replace("{born}", born));
        body.put("people", List.of(person));
        String story = api.write("POST", path + "/stories", body).path("story").asString();
        var _ = api.write("PUT", "/api/stories/" + story + "/tags", Map.of("tags", memory.tags()));
        if (!memory.draft()) {
            var _ = api.write("POST", "/api/stories/" + story + "/publication", Map.of());
        }
    }

    /** As their page tells it. */
    private String born(String person) throws InterruptedException {
        for (JsonNode fact : api.get(path + "/people/" + person).path("facts")) {
            if (fact.path("kind").asString().equals("birth")) {
                String place = fact.path("place").asString("");
                String when = spoken(fact.path("date").asString(""));
                return (when + (place.isEmpty() ? "" : " in " + place)).strip();
            }
        }
        return "nobody knows when";
    }

    /** The date of a file in words: {@code ABT 2 FEB 1838} as {@code about 2 Feb 1838}. */
    private static String spoken(String date) {
        String words = date.replaceFirst("^(ABT|EST|CAL) ", "about ")
                .replaceFirst("^BEF ", "before ")
                .replaceFirst("^AFT ", "after ");
        return MONTH.matcher(words)
                .replaceAll(month -> month.group(1) + month.group(2).toLowerCase(Locale.ROOT));
    }
}
