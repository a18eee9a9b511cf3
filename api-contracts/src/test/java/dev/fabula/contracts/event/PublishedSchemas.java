package dev.fabula.contracts.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schemas that others build on, one file for each form that was ever stored.
 *
 * @param write whether a schema that is new, or changed compatibly, is written; never one that changed incompatibly
 */
record PublishedSchemas(Path directory, boolean write) {

    static final String WRITE = "fabula.contracts.write";
    private static final String ENDING = ".schema.json";
    private static final JsonMapper JSON = EventJson.builder().build();
    private static final EventSchemas SCHEMAS = new EventSchemas();

    Path file(String type, int revision) {
        return directory.resolve(type + ".v" + revision + ENDING);
    }

    /** The forms that have a schema, as {@code <wire name>.v<revision>}. */
    List<String> forms() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        }
    }

    /** @throws AssertionError saying what to do, where the event is not what is published */
    void check(EventTypes.Type type) throws IOException {
        // Through text, so that both sides have the same kinds of numbers.
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(SCHEMAS.of(type)) + "\n";
        JsonNode generated = JSON.readTree(text);
        Path file = file(type.name(), type.revision());
        if (!Files.exists(file)) {
            writeOr(file, text, file + " is missing");
            return;
        }
        JsonNode published = JSON.readTree(Files.readString(file));
        List<String> problems = SchemaChange.incompatibilities(published, generated);
        if (!problems.isEmpty()) {
            throw new AssertionError(
                    "%s changed, and what is stored as revision %d would not be read any more:%n  - %s%n"
                                    .formatted(
                                            type.name(), type.revision(), String.join("%n  - ".formatted(), problems))
                            + "Raise its revision to %d and add an EventUpcaster from revision %d to Upcasters.fabula()."
                                    .formatted(type.revision() + 1, type.revision()));
        }
        if (!published.equals(generated)) {
            writeOr(file, text, file + " is not today's, though compatible");
        }
    }

    /** Nothing generates the schema of a form that has no record any more, so it is kept. */
    void checkKept(EventTypes.Type type) {
        for (int revision = 1; revision < type.revision(); revision++) {
            if (!Files.exists(file(type.name(), revision))) {
                throw new AssertionError(file(type.name(), revision) + " is gone: it was published, restore it");
            }
        }
    }

    private void writeOr(Path file, String text, String problem) throws IOException {
        if (!write) {
            throw new AssertionError(problem + ": write it with -D" + WRITE + "=true");
        }
        Files.createDirectories(directory);
        Files.writeString(file, text);
    }
}
