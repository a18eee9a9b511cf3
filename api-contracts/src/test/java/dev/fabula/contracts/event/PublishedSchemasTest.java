package dev.fabula.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the gate shuts, with and without being told to write. */
class PublishedSchemasTest {

    private static final EventTypes.Type BEFORE = SampleEvents.only(SampleEvents.Before.class);
    private static final EventTypes.Type COMPATIBLE = SampleEvents.only(SampleEvents.Compatible.class);
    private static final EventTypes.Type INCOMPATIBLE = SampleEvents.only(SampleEvents.Incompatible.class);
    private static final EventTypes.Type REVISED = SampleEvents.only(SampleEvents.Revised.class);

    private final Path directory;
    private final PublishedSchemas reading;
    private final PublishedSchemas writing;
    private final Path file;

    PublishedSchemasTest(@TempDir Path directory) {
        this.directory = directory;
        reading = new PublishedSchemas(directory, false);
        writing = new PublishedSchemas(directory, true);
        file = reading.file("sample.note-written", 1);
    }

    @BeforeEach
    void publishTheFirstForm() throws IOException {
        writing.check(BEFORE);
    }

    @Test
    void acceptsWhatIsPublished() {
        assertThat(file).hasFileName("sample.note-written.v1.schema.json");
        assertThatCode(() -> reading.check(BEFORE)).doesNotThrowAnyException();
    }

    @Test
    void refusesAChangedEventWithoutANewRevision() {
        assertThatThrownBy(() -> reading.check(INCOMPATIBLE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "sample.note-written changed", "lines[].number", "colour is gone", "Raise its revision to 2")
                .hasMessageContaining("EventUpcaster from revision 1");
    }

    @Test
    void neverWritesOverAFormThatWouldNotBeReadAnyMore() throws IOException {
        String published = Files.readString(file);
        assertThatThrownBy(() -> writing.check(INCOMPATIBLE)).hasMessageContaining("Raise its revision to 2");
        assertThat(file).hasContent(published);
    }

    @Test
    void asksForACompatibleChangeToBePublished() throws IOException {
        assertThatThrownBy(() -> reading.check(COMPATIBLE))
                .hasMessageContainingAll(file.toString(), "compatible", "-Dfabula.contracts.write=true");
        writing.check(COMPATIBLE);
        assertThatCode(() -> reading.check(COMPATIBLE)).doesNotThrowAnyException();
    }

    @Test
    void asksForANewRevisionToBePublishedBesideTheOldOne() throws IOException {
        assertThatThrownBy(() -> reading.check(REVISED))
                .hasMessageContainingAll("sample.note-written.v2.schema.json is missing", "write=true");
        writing.check(REVISED);
        assertThat(reading.forms()).containsExactly("sample.note-written.v1", "sample.note-written.v2");
        assertThatCode(() -> reading.checkKept(REVISED)).doesNotThrowAnyException();
    }

    @Test
    void missesTheSchemaOfAnEarlierRevision() throws IOException {
        Files.delete(directory.resolve("sample.note-written.v1.schema.json"));
        assertThatThrownBy(() -> reading.checkKept(REVISED))
                .hasMessageContaining("sample.note-written.v1.schema.json is gone");
    }
}
