package dev.fabula.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every event of the product, held against its golden files and its schemas. With {@code -Dfabula.contracts.write=true},
 * schemas are written where they are new or changed compatibly.
 */
class EventContractsTest {

    private static final EventTypes TYPES = EventTypes.fabula();
    private static final PublishedSchemas PUBLISHED = new PublishedSchemas(
            Path.of("src/main/resources/dev/fabula/contracts/events"), Boolean.getBoolean(PublishedSchemas.WRITE));
    private static final GoldenFiles GOLDEN =
            new GoldenFiles(Path.of("src/test/resources/golden"), TYPES, Upcasters.fabula());

    private interface Check {
        void of(EventTypes.Type type) throws IOException;
    }

    private static Stream<DynamicTest> forEachType(Check check) {
        return TYPES.all().stream().map(type -> dynamicTest(type.name(), () -> check.of(type)));
    }

    @TestFactory
    Stream<DynamicTest> eachEventIsStoredExactlyAsItsGoldenFileSays() {
        return forEachType(GOLDEN::checkToday);
    }

    @TestFactory
    Stream<DynamicTest> eachRevisionHasAGoldenFile() {
        return forEachType(GOLDEN::checkComplete);
    }

    /** Also where the event type is gone: its schema still says that it was stored once. */
    @TestFactory
    Stream<DynamicTest> eachFormThatWasEverPublishedHasAGoldenFile() throws IOException {
        return PUBLISHED.forms().stream().map(form -> dynamicTest(form, () -> GOLDEN.checkExists(form)));
    }

    @TestFactory
    Stream<DynamicTest> eachFormThatWasEverStoredStillLoads() throws IOException {
        return GOLDEN.all().stream()
                .map(file -> dynamicTest(file.getFileName().toString(), () -> GOLDEN.checkLoads(file)));
    }

    @TestFactory
    Stream<DynamicTest> noEventChangesItsFormWithoutANewRevision() {
        return forEachType(PUBLISHED::check);
    }

    @TestFactory
    Stream<DynamicTest> theSchemaOfEachEarlierRevisionIsKept() {
        return forEachType(PUBLISHED::checkKept);
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
