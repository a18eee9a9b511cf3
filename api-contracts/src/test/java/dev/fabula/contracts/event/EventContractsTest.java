package dev.fabula.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every event of the product, held against its golden file and its schema. With {@code -Dfabula.contracts.write=true},
 * schemas are written where they are new or changed compatibly.
 */
class EventContractsTest {

    private static final Path SCHEMAS = Path.of("src/main/resources/dev/fabula/contracts/events");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final JsonMapper JSON = EventJson.builder().build();
    private static final EventTypes TYPES = EventTypes.fabula();

    private static Path golden(String type, int revision) {
        return GOLDEN.resolve(type + ".v" + revision + ".json");
    }

    @TestFactory
    Stream<DynamicTest> eachEventIsStoredExactlyAsItsGoldenFileSays() {
        return TYPES.all().stream()
                .map(type -> dynamicTest(type.name(), () -> {
                    Path file = golden(type.name(), type.revision());
                    assertThat(file)
                            .as("an example of each event as it is stored")
                            .exists();
                    String stored = Files.readString(file).strip();
                    DomainEvent event = JSON.readValue(stored, type.eventClass());
                    assertThat(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(event))
                            .isEqualToNormalizingNewlines(stored);
                }));
    }

    @TestFactory
    Stream<DynamicTest> eachFormThatWasEverStoredStillLoads() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.toList().stream()
                    .map(file -> dynamicTest(file.getFileName().toString(), () -> {
                        String name = file.getFileName().toString();
                        String type = name.substring(0, name.lastIndexOf(".v"));
                        int revision =
                                Integer.parseInt(name.substring(name.lastIndexOf(".v") + 2, name.lastIndexOf(".json")));
                        ObjectNode stored = (ObjectNode) JSON.readTree(Files.readString(file));
                        for (EventData today : Upcasters.fabula().upcast(new EventData(type, revision, stored))) {
                            EventTypes.Type known = TYPES.named(today.type()).orElseThrow();
                            assertThat(today.revision()).isEqualTo(known.revision());
                            assertThat(JSON.treeToValue(today.payload(), known.eventClass()))
                                    .isNotNull();
                        }
                    }));
        }
    }

    @TestFactory
    Stream<DynamicTest> eachRevisionBeforeTodaysHasAGoldenFile() {
        return TYPES.all().stream()
                .map(type -> dynamicTest(type.name(), () -> {
                    for (int revision = 1; revision < type.revision(); revision++) {
                        assertThat(golden(type.name(), revision)).exists();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> noEventChangesItsFormWithoutANewRevision() {
        EventSchemas schemas = new EventSchemas();
        return TYPES.all().stream()
                .map(type -> dynamicTest(type.name(), () -> {
                    Path file = SCHEMAS.resolve(type.name() + ".v" + type.revision() + ".schema.json");
                    ObjectNode generated = schemas.of(type);
                    if (Files.exists(file)) {
                        List<String> problems =
                                SchemaChange.incompatibilities(JSON.readTree(Files.readString(file)), generated);
                        assertThat(problems)
                                .as(
                                        "%s changed: raise its revision and add an upcaster from revision %d",
                                        type.name(), type.revision())
                                .isEmpty();
                    }
                    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(generated) + "\n";
                    if (Boolean.getBoolean("fabula.contracts.write")) {
                        Files.createDirectories(SCHEMAS);
                        Files.writeString(file, text);
                    }
                    assertThat(file)
                            .as("write it with -Dfabula.contracts.write=true")
                            .exists();
                    JsonNode published = JSON.readTree(Files.readString(file));
                    assertThat(published)
                            .as("a compatible change: publish it with -Dfabula.contracts.write=true")
                            .isEqualTo(JSON.readTree(text));
                }));
    }

    @Test
    void noEventIsForgotten() {
        List<String> events = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.fabula.contracts")
                        .stream()
                        .filter(type -> type.isAssignableTo(DomainEvent.class) && !type.isInterface())
                        .map(JavaClass::getName)
                        .toList();
        assertThat(events).isNotEmpty();
        assertThat(TYPES.all()).extracting(type -> type.eventClass().getName()).containsAll(events);
    }
}
