package dev.fabula.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/** That an example which is missing, wrong or left behind is noticed. */
class GoldenFilesTest {

    private static final EventTypes TYPES = SampleEvents.types(SampleEvents.Revised.class);
    private static final EventTypes.Type TYPE = SampleEvents.only(SampleEvents.Revised.class);
    private static final FieldUpcaster RENAMING =
            FieldUpcaster.from("sample.note-written", 1).rename("text", "body");

    private final Path directory;

    GoldenFilesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private GoldenFiles golden(EventUpcaster... upcasters) {
        return new GoldenFiles(directory, TYPES, new Upcasters(List.of(upcasters)));
    }

    private Path write(String form, String json) throws IOException {
        return Files.writeString(golden().file(form), json.replace('\'', '"'));
    }

    @Test
    void namesTheGoldenFileThatIsMissing() throws IOException {
        assertThatThrownBy(() -> golden().checkToday(TYPE))
                .hasMessageContaining("sample.note-written.v2.json is missing");
        write("sample.note-written.v2", "{'id':'1','body':'b'}");
        assertThatThrownBy(() -> golden().checkComplete(TYPE))
                .hasMessageContaining("sample.note-written.v1.json is missing");
        write("sample.note-written.v1", "{'id':'1','text':'b'}");
        assertThatCode(() -> golden().checkComplete(TYPE)).doesNotThrowAnyException();
    }

    @Test
    void acceptsAnExampleThatIsWrittenAsItWasRead() throws IOException {
        write("sample.note-written.v2", "{'id':'1',\n\n'body':'b'}");
        assertThatCode(() -> golden().checkToday(TYPE)).doesNotThrowAnyException();
    }

    @Test
    void refusesAnExampleInAnotherOrderOrWithMoreThanIsStored() throws IOException {
        Path file = write("sample.note-written.v2", "{'body':'b','id':'1'}");
        assertThatThrownBy(() -> golden().checkToday(TYPE))
                .hasMessageContainingAll(file.toString(), "today's event is stored as");
        write("sample.note-written.v2", "{'id':'1','body':'b','more':1}");
        assertThatThrownBy(() -> golden().checkToday(TYPE)).hasMessageContaining("\"more\"");
    }

    @Test
    void namesTheExampleThatCannotBeRead() throws IOException {
        Path file = write("sample.note-written.v2", "{'id':'1','body':[]}");
        assertThatThrownBy(() -> golden().checkToday(TYPE))
                .hasMessageContainingAll(file.toString(), "is not read as sample.note-written");
    }

    @Test
    void earlierFormsLoadThroughTheirUpcasters() throws IOException {
        Path file = write("sample.note-written.v1", "{'id':'1','text':'b'}");
        assertThatCode(() -> golden(RENAMING).checkLoads(file)).doesNotThrowAnyException();
        assertThat(golden().all()).containsExactly(file);
    }

    @Test
    void missesAnUpcaster() throws IOException {
        Path file = write("sample.note-written.v1", "{'id':'1','text':'b'}");
        assertThatThrownBy(() -> golden().checkLoads(file))
                .hasMessageContainingAll(
                        file.toString(), "no upcaster leads from sample.note-written revision 1 to revision 2");
    }

    /** The record alone would not notice: readers forgive, so the text would be gone in silence. */
    @Test
    void refusesAnUpcasterThatForgetsAComponent() throws IOException {
        Path file = write("sample.note-written.v1", "{'id':'1','text':'b'}");
        assertThatThrownBy(() ->
                        golden(FieldUpcaster.from("sample.note-written", 1)).checkLoads(file))
                .hasMessageContainingAll(file.toString(), "body is missing", "text is not in the schema");
        assertThatThrownBy(() -> golden(FieldUpcaster.from("sample.note-written", 1)
                                .remove("text")
                                .add("body", JsonNodeFactory.instance.numberNode(1)))
                        .checkLoads(file))
                .hasMessageContaining("body is 1, not of type \"string\"");
    }

    @Test
    void refusesAGoldenFileWhoseEventTypeIsGone() throws IOException {
        Path file = write("sample.forgotten.v1", "{'id':'1'}");
        assertThatThrownBy(() -> golden().checkLoads(file))
                .hasMessageContainingAll(file.toString(), "sample.forgotten is no event type any more");
        assertThatCode(() -> golden(new Dropping("sample.forgotten")).checkLoads(file))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAFileThatNamesNoForm() throws IOException {
        Path file = write("sample.note-written", "{}");
        assertThatThrownBy(() -> golden().checkLoads(file))
                .hasMessageContainingAll(file.toString(), "<wire name>.v<revision>.json");
    }

    private record Dropping(String type) implements EventUpcaster {
        @Override
        public int revision() {
            return 1;
        }

        @Override
        public List<EventData> upcast(EventData stored) {
            return List.of();
        }
    }
}
