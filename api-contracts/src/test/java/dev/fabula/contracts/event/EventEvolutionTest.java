package dev.fabula.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How events may change, and that the gate notices where they may not. */
class EventEvolutionTest {

    private static final JsonMapper JSON = EventJson.builder().build();

    record SampleId(@JsonValue String value) {}

    enum Colour {
        RED,
        BLUE
    }

    record Line(String text, int number) {}

    @AggregateType("Sample")
    sealed interface Before extends DomainEvent {
        @EventType("sample.note-written")
        record NoteWritten(
                SampleId id,
                String text,
                List<Line> lines,
                Colour colour,
                Instant at,
                @Nullable String extra) implements Before {}
    }

    @AggregateType("Sample")
    sealed interface Compatible extends DomainEvent {
        @EventType("sample.note-written")
        record NoteWritten(
                SampleId id,
                String text,
                List<Line> lines,
                Colour colour,
                Instant at,
                @Nullable String extra,
                @Nullable Integer added)
                implements Compatible {}
    }

    record OtherLine(String text, String number) {}

    @AggregateType("Sample")
    sealed interface Incompatible extends DomainEvent {
        @EventType("sample.note-written")
        record NoteWritten(
                SampleId id, @PersonalData(subject = "id") String text, List<OtherLine> lines, Instant at, String extra)
                implements Incompatible {}
    }

    private static ObjectNode schema(Class<? extends DomainEvent> context) {
        return new EventSchemas()
                .of(EventTypes.of(List.of(context)).all().iterator().next());
    }

    @Test
    void aSchemaSaysWhatIsStored() {
        ObjectNode schema = schema(Before.class);
        assertThat(schema.at("/properties/id/type").asString()).isEqualTo("string");
        assertThat(schema.at("/properties/colour/enum")).hasSize(2);
        assertThat(schema.at("/properties/at/format").asString()).isEqualTo("date-time");
        assertThat(schema.at("/properties/lines/items/properties/number/type").asString())
                .isEqualTo("integer");
        assertThat(schema.path("required").valueStream().map(name -> name.asString()))
                .containsExactlyInAnyOrder("id", "text", "lines", "colour", "at");
        assertThat(schema(Incompatible.class)
                        .at("/properties/text/x-personal-data/subject")
                        .asString())
                .isEqualTo("id");
    }

    @Test
    void aComponentThatMayBeAbsentCanBeAdded() {
        assertThat(SchemaChange.incompatibilities(schema(Before.class), schema(Before.class)))
                .isEmpty();
        assertThat(SchemaChange.incompatibilities(schema(Before.class), schema(Compatible.class)))
                .isEmpty();
    }

    @Test
    void everyOtherChangeIsFoundAndNamed() {
        assertThat(SchemaChange.incompatibilities(schema(Before.class), schema(Incompatible.class)))
                .anySatisfy(problem -> assertThat(problem).contains("colour is gone"))
                .anySatisfy(problem -> assertThat(problem).contains("lines[].number", "type was \"integer\""))
                .anySatisfy(problem -> assertThat(problem).contains("extra is now required"))
                .anySatisfy(problem -> assertThat(problem).contains("text: x-personal-data"))
                .hasSize(5);
    }

    private static EventData stored(String json) {
        return new EventData("sample.note-written", 1, (ObjectNode) JSON.readTree(json));
    }

    @Test
    void fieldsAreRenamedAddedRemovedAndConverted() {
        Upcasters upcasters = new Upcasters(List.of(
                FieldUpcaster.from("sample.note-written", 1)
                        .rename("body", "text")
                        .add("mood", "calm"),
                FieldUpcaster.from("sample.note-written", 2)
                        .remove("old")
                        .convert("count", count -> JSON.valueToTree(count.asInt() + 1))));
        assertThat(upcasters.upcast(stored("{\"body\":\"b\",\"old\":1,\"count\":41}")))
                .singleElement()
                .isEqualTo(new EventData("sample.note-written", 3, (ObjectNode)
                        JSON.readTree("{\"count\":42,\"text\":\"b\",\"mood\":\"calm\"}")));
    }

    @Test
    void oneEventCanBecomeSeveralOrNone() {
        EventUpcaster split = new Step(
                "sample.note-written",
                List.of(
                        new EventData("sample.a", 1, JSON.createObjectNode()),
                        new EventData("sample.b", 1, JSON.createObjectNode())));
        EventUpcaster drop = new Step("sample.a", List.of());
        assertThat(new Upcasters(List.of(split)).upcast(stored("{}")))
                .extracting(EventData::type)
                .containsExactly("sample.a", "sample.b");
        assertThat(new Upcasters(List.of(split, drop)).upcast(stored("{}")))
                .extracting(EventData::type)
                .containsExactly("sample.b");
    }

    @Test
    void stepsThatContradictEachOtherOrNeverEndAreReported() {
        FieldUpcaster step = FieldUpcaster.from("sample.note-written", 1);
        assertThatThrownBy(() -> new Upcasters(List.of(step, step)))
                .hasMessageContaining("sample.note-written revision 1");
        EventUpcaster circle = new Step("sample.note-written", List.of(stored("{}")));
        assertThatThrownBy(() -> new Upcasters(List.of(circle)).upcast(stored("{}")))
                .hasMessageContaining("does not end");
    }

    private record Step(String type, List<EventData> result) implements EventUpcaster {
        @Override
        public int revision() {
            return 1;
        }

        @Override
        public List<EventData> upcast(EventData stored) {
            return result;
        }
    }

    @AggregateType("Sample")
    sealed interface Nameless extends DomainEvent {
        record Something() implements Nameless {}
    }

    @AggregateType("Sample")
    sealed interface BadlyNamed extends DomainEvent {
        @EventType("Something Happened")
        record Something() implements BadlyNamed {}
    }

    @AggregateType("Sample")
    sealed interface Twice extends DomainEvent {
        @EventType("sample.same")
        record One() implements Twice {}

        @EventType("sample.same")
        record Two() implements Twice {}
    }

    sealed interface Homeless extends DomainEvent {
        @EventType("sample.homeless")
        record Something() implements Homeless {}
    }

    @AggregateType("Sample")
    interface Open extends DomainEvent {}

    @Test
    void typesThatCouldNotBeStoredAreRefused() {
        assertThatThrownBy(() -> EventTypes.of(List.of(Nameless.class))).hasMessageContaining("no @EventType");
        assertThatThrownBy(() -> EventTypes.of(List.of(BadlyNamed.class))).hasMessageContaining("not a wire name");
        assertThatThrownBy(() -> EventTypes.of(List.of(Twice.class))).hasMessageContaining("names both");
        assertThatThrownBy(() -> EventTypes.of(List.of(Homeless.class))).hasMessageContaining("@AggregateType");
        assertThatThrownBy(() -> EventTypes.of(List.of(Open.class))).hasMessageContaining("neither a sealed");
        assertThatThrownBy(() -> EventTypes.fabula().of(String.class)).hasMessageContaining("java.lang.String");
    }
}
