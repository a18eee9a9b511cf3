package dev.fabula.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the schema of an event says, and which changes of it break the reading of history. */
class SchemaChangeTest {

    private static final JsonMapper JSON = EventJson.builder().build();

    private static ObjectNode schema(Class<? extends DomainEvent> context) {
        return new EventSchemas().of(SampleEvents.only(context));
    }

    private static List<String> changes(Class<? extends DomainEvent> was, Class<? extends DomainEvent> is) {
        return SchemaChange.incompatibilities(schema(was), schema(is));
    }

    private static List<String> changes(String was, String is) {
        return SchemaChange.incompatibilities(property(was), property(is));
    }

    private static JsonNode property(String schema) {
        return JSON.readTree(
                "{'type':'object','properties':{'it':%s}}".formatted(schema).replace('\'', '"'));
    }

    @Test
    void aSchemaSaysWhatIsStored() {
        ObjectNode schema = schema(SampleEvents.Before.class);
        assertThat(schema.path("title").asString()).isEqualTo("sample.note-written");
        assertThat(schema.path("x-revision").asInt()).isEqualTo(1);
        assertThat(schema.at("/properties/id/type").asString()).isEqualTo("string");
        assertThat(schema.at("/properties/colour/enum").toString()).isEqualTo("[\"RED\",\"deep-blue\"]");
        assertThat(schema.at("/properties/at/type").asString()).isEqualTo("string");
        assertThat(schema.at("/properties/at/format").asString()).isEqualTo("date-time");
        assertThat(schema.at("/properties/lines/items/properties/number/type").asString())
                .isEqualTo("integer");
        assertThat(schema.path("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("id", "text", "lines", "colour", "at");
    }

    @Test
    void aSchemaSaysWhatIsPersonalAndWhatItIsCalledInJson() {
        ObjectNode schema = schema(SampleEvents.Nested.class);
        assertThat(schema.at("/properties/names/x-personal-data/subject").asString())
                .isEqualTo("owner");
        assertThat(schema.at("/properties/names/items").has("x-personal-data")).isFalse();
        assertThat(schema.path("properties").propertyNames()).contains("of").doesNotContain("owner");
    }

    @Test
    void refusesAComponentWhoseFormIsOpen() {
        assertThatThrownBy(() -> schema(SampleEvents.Opaque.class))
                .hasStackTraceContaining("java.lang.Object")
                .hasStackTraceContaining("would pass unseen");
    }

    @Test
    void acceptsTheSameFormAndAComponentThatMayBeAbsent() {
        assertThat(changes(SampleEvents.Before.class, SampleEvents.Before.class))
                .isEmpty();
        assertThat(changes(SampleEvents.Nested.class, SampleEvents.Nested.class))
                .isEmpty();
        assertThat(changes(SampleEvents.Before.class, SampleEvents.Compatible.class))
                .isEmpty();
    }

    @Test
    void namesEveryComponentThatChangedIncompatibly() {
        assertThat(changes(SampleEvents.Before.class, SampleEvents.Incompatible.class))
                .containsExactlyInAnyOrder(
                        "colour is gone",
                        "lines[].number: format was \"int32\" and is absent",
                        "lines[].number: type was \"integer\" and is \"string\"",
                        "text: x-personal-data was absent and is {\"subject\":\"id\"}",
                        "extra is now required, which what is stored may not have");
    }

    /** The branches of a branch are the same change, which is reported once. */
    @Test
    void findsChangesInMapsAndInRecordsThatContainThemselves() {
        assertThat(changes(SampleEvents.Nested.class, SampleEvents.NestedChanged.class))
                .containsExactlyInAnyOrder(
                        "names: x-personal-data was {\"subject\":\"owner\"} and is {\"subject\":\"actor\"}",
                        "notes.*.number: format was \"int32\" and is absent",
                        "notes.*.number: type was \"integer\" and is \"string\"",
                        "root.length is now required, which what is stored may not have");
    }

    @Test
    void refusesAnEnumThatLosesAValueButNotOneThatGains() {
        assertThat(changes("{'enum':['a','b']}", "{'enum':['a']}")).containsExactly("it: the value \"b\" is gone");
        assertThat(changes("{'enum':['a']}", "{'enum':['a','b']}")).isEmpty();
    }

    @Test
    void refusesTextThatBecomesAnEnumButNotTheReverse() {
        assertThat(changes("{'type':'string'}", "{'type':'string','enum':['a']}"))
                .containsExactly("it: could be anything and is now one of [\"a\"]");
        assertThat(changes("{'type':'string','enum':['a']}", "{'type':'string'}"))
                .isEmpty();
    }

    @Test
    void refusesAChangeOfAKeywordThatItDoesNotKnow() {
        assertThat(changes("{'pattern':'a+'}", "{'pattern':'b+'}"))
                .containsExactly("it: pattern was \"a+\" and is \"b+\"");
    }

    @Test
    void aTypeThatMovesIntoADefinitionIsNoChange() {
        JsonNode inline = JSON.readTree("{\"properties\":{\"it\":{\"type\":\"string\",\"format\":\"uuid\"}}}");
        JsonNode referred = JSON.readTree("{\"$defs\":{\"Id\":{\"type\":\"string\"}},\"properties\":{\"it\":"
                + "{\"$ref\":\"#/$defs/Id\",\"format\":\"uuid\"}}}");
        assertThat(SchemaChange.incompatibilities(inline, referred)).isEmpty();
        assertThat(SchemaChange.incompatibilities(referred, inline)).isEmpty();
    }

    @Test
    void reportsAReferenceThatLeadsNowhere() {
        JsonNode broken = property("{'$ref':'#/$defs/Gone'}");
        assertThatThrownBy(() -> SchemaChange.incompatibilities(broken, broken)).hasMessageContaining("#/$defs/Gone");
    }
}
