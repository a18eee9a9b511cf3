package dev.fabula.contracts.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Examples of events as they were stored, one for each form that there ever was. All problems name the file. */
record GoldenFiles(Path directory, EventTypes types, Upcasters upcasters) {

    private static final Pattern NAME = Pattern.compile("(?<type>.+)\\.v(?<revision>[1-9][0-9]{0,4})\\.json");
    private static final JsonMapper JSON = EventJson.builder().build();
    private static final EventSchemas SCHEMAS = new EventSchemas();

    Path file(String form) {
        return directory.resolve(form + ".json");
    }

    private Path file(String type, int revision) {
        return file(type + ".v" + revision);
    }

    List<Path> all() throws IOException {
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    /** That there is an example of every revision, which are all that the upcasters of this type have to read. */
    void checkComplete(EventTypes.Type type) {
        for (int revision = 1; revision <= type.revision(); revision++) {
            checkExists(type.name() + ".v" + revision);
        }
    }

    void checkExists(String form) {
        if (!Files.exists(file(form))) {
            throw new AssertionError(file(form) + " is missing: an example of each form that was ever stored");
        }
    }

    /** That today's record reads its example and writes the same again, in the same order. */
    void checkToday(EventTypes.Type type) throws IOException {
        checkExists(type.name() + ".v" + type.revision());
        Path file = file(type.name(), type.revision());
        JsonNode stored = JSON.readTree(Files.readString(file));
        DomainEvent event = read(file, stored, type);
        // As text, because two objects are equal in whatever order their properties are.
        String written = JSON.readTree(JSON.writeValueAsString(event)).toPrettyString();
        if (!written.equals(stored.toPrettyString())) {
            throw new AssertionError("%s says%n%s%nbut today's event is stored as%n%s"
                    .formatted(file, stored.toPrettyString(), written));
        }
    }

    /** That the example becomes events of today, complete and with nothing left over. */
    void checkLoads(Path file) throws IOException {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new AssertionError(file + " is not named <wire name>.v<revision>.json");
        }
        int revision = Integer.parseInt(name.group("revision"));
        ObjectNode stored = (ObjectNode) JSON.readTree(Files.readString(file));
        for (EventData today : upcasters.upcast(new EventData(name.group("type"), revision, stored))) {
            EventTypes.Type type = types.named(today.type())
                    .orElseThrow(
                            () -> new AssertionError("%s: %s is no event type any more, but history must always load: "
                                            .formatted(file, today.type())
                                    + "add an upcaster that renames or drops it"));
            if (today.revision() != type.revision()) {
                throw new AssertionError("%s: no upcaster leads from %s revision %d to revision %d"
                        .formatted(file, today.type(), today.revision(), type.revision()));
            }
            List<String> problems = SchemaMatch.mismatches(SCHEMAS.of(type), today.payload());
            if (!problems.isEmpty()) {
                throw new AssertionError("%s does not become a %s of today: %s"
                        .formatted(file, today.type(), String.join("; ", problems)));
            }
            DomainEvent _ = read(file, today.payload(), type);
        }
    }

    private static DomainEvent read(Path file, JsonNode payload, EventTypes.Type type) {
        try {
            return JSON.treeToValue(payload, type.eventClass());
        } catch (JacksonException e) {
            throw new AssertionError(file + " is not read as " + type.name() + ": " + e.getOriginalMessage(), e);
        }
    }
}
