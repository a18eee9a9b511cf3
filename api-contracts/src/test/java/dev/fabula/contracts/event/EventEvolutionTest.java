package dev.fabula.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What upcasters can do, and what they and event types are refused for. */
class EventEvolutionTest {

    private static final JsonMapper JSON = EventJson.builder().build();

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
    void refusesTwoUpcastersForOneForm() {
        FieldUpcaster step = FieldUpcaster.from("sample.note-written", 1);
        assertThatThrownBy(() -> new Upcasters(List.of(step, step)))
                .hasMessageContaining("two upcasters read sample.note-written revision 1");
    }

    @Test
    void reportsAChainThatNeverEnds() {
        EventUpcaster circle = new Step("sample.note-written", List.of(stored("{}")));
        assertThatThrownBy(() -> new Upcasters(List.of(circle)).upcast(stored("{}")))
                .hasMessageContaining("sample.note-written revision 1 does not end");
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
    sealed interface Unrevised extends DomainEvent {
        @EventType(value = "sample.unrevised", revision = 0)
        record Something() implements Unrevised {}
    }

    @AggregateType("Sample")
    interface Open extends DomainEvent {}

    private static void assertRefused(Class<? extends DomainEvent> context, String... naming) {
        assertThatThrownBy(() -> EventTypes.of(List.of(context)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(naming);
    }

    @Test
    void refusesAnEventWithoutAName() {
        assertRefused(Nameless.class, "Nameless$Something", "no @EventType");
    }

    @Test
    void refusesANameThatIsNoWireName() {
        assertRefused(BadlyNamed.class, "BadlyNamed$Something", "not a wire name", "Something Happened");
    }

    @Test
    void refusesANameThatIsTaken() {
        assertRefused(Twice.class, "sample.same names both", "Twice$One", "Twice$Two");
    }

    @Test
    void refusesAnEventThatBelongsToNoAggregate() {
        assertRefused(Homeless.class, "Homeless$Something", "@AggregateType");
    }

    @Test
    void refusesAClassThatIsNeitherSealedNorARecord() {
        assertRefused(Open.class, "Open", "neither a sealed interface nor a record");
    }

    @Test
    void refusesARevisionBelowOne() {
        assertRefused(Unrevised.class, "Unrevised$Something", "not a revision: 0");
    }

    @Test
    void refusesAClassThatIsNoEvent() {
        assertThatThrownBy(() -> EventTypes.fabula().of(String.class)).hasMessageContaining("java.lang.String");
    }
}
