package dev.fabula.projection.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What callers are told of the feeds is well formed, and true. */
class AsyncApiTest {

    private static final List<Feed> FEEDS = List.of(
            new Feed("legacy", "fabula.legacy.v1", Set.of("legacy"), Set.of(), false, 6, (short) -1),
            new Feed("storysession", "fabula.storysession.v1", Set.of("storysession"), Set.of(), true, 3, (short) 1));

    private static JsonNode document() {
        Map<String, Object> made = new AsyncApi("1.2.3", "a:9092, b:9092", "https://fabula.example/api/feeds/schemas")
                .of(FEEDS, Town.FORMS);
        Map<String, Object> again = new Yaml().load(AsyncApi.yaml(made));
        return JsonMapper.shared().valueToTree(again);
    }

    @Test
    void isADocumentOfAsyncApiThree() throws Exception {
        ObjectMapper strict = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        var read = strict.readValue(document().toString(), com.asyncapi.v3._0_0.model.AsyncAPI.class);
        assertThat(read.getAsyncapi()).isEqualTo("3.0.0");
        assertThat(read.getChannels()).containsOnlyKeys("legacy", "storysession");
        assertThat(read.getServers()).hasSize(2);
        assertThat(read.getOperations()).containsOnlyKeys("send-legacy", "send-storysession");
    }

    @Test
    void isValidByTheSchemaThatAsyncApiPublishes() throws Exception {
        String published;
        try (InputStream resource =
                Objects.requireNonNull(AsyncApiTest.class.getResourceAsStream("/asyncapi/3.0.0.schema.json"))) {
            published = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(published, InputFormat.JSON);
        assertThat(schema.validate(document())).isEmpty();
        ObjectNode wrong = (ObjectNode) document();
        wrong.withObject("/operations/send-legacy").put("action", "shout");
        assertThat(schema.validate(wrong)).as("says what is wrong").isNotEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        JsonNode document = document();
        List<JsonNode> references = document.findValues("$ref");
        assertThat(references).hasSizeGreaterThan(100).allSatisfy(reference -> {
            String to = reference.asString();
            if (to.startsWith("#")) {
                assertThat(document.at(to.substring(1)).isMissingNode()).as(to).isFalse();
            } else {
                assertThat(Town.FORMS.named(to.substring(to.lastIndexOf('/') + 1)))
                        .as(to)
                        .isPresent();
            }
        });
    }

    @Test
    void everyFormOfEveryContextIsAMessageOfItsChannel() {
        JsonNode document = document();
        for (Feed feed : FEEDS) {
            JsonNode channel = document.path("channels").path(feed.name());
            assertThat(channel.path("address").asString()).isEqualTo(feed.topic());
            assertThat(channel.path("messages").size())
                    .isEqualTo(Town.FORMS.of(feed).size())
                    .isPositive();
        }
    }

    @Test
    void theServedSchemasAreSchemasAndAskForNothingThatIsWithheld() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        Schema meta = registry.getSchema(
                com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        for (EventForms.Form form : Town.FORMS.all()) {
            JsonNode served = EventForms.served(form);
            assertThat(meta.validate(served)).as(form.name()).isEmpty();
            served.path("required")
                    .forEach(name -> assertThat(served.path("properties")
                                    .path(name.asString())
                                    .has("x-personal-data"))
                            .as(form.name() + " " + name)
                            .isFalse());
        }
        Schema started = registry.getSchema(EventForms.served(
                Town.FORMS.find("storysession.story-started", 1).orElseThrow()));
        JsonNode withheld = JsonMapper.shared()
                .readTree("{\"session\":\"s\",\"owner\":\"o\",\"genres\":[],\"mode\":\"solo\",\"ageTier\":\"adult\","
                        + "\"quality\":\"high\",\"seed\":1}");
        assertThat(started.validate(withheld)).isEmpty();
        assertThat(started.validate(JsonMapper.shared().readTree("{\"session\":1}")))
                .isNotEmpty();
    }
}
