package dev.fabula.readschema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever the index, a reader finds the same fields in it, and nothing that nobody has thought of. */
class ReadSearchTest {

    @ParameterizedTest
    @ValueSource(strings = {ReadSearch.STORIES, ReadSearch.PEOPLE, ReadSearch.STORY_SESSIONS})
    void everyIndexIsStrictAndHasItsTextsInAllLanguages(String alias) {
        JsonNode mappings =
                JsonMapper.shared().readTree(ReadSearch.index(alias)).path("mappings");
        assertThat(mappings.path("dynamic").asString()).isEqualTo("strict");
        for (String text : List.of("title", "body")) {
            JsonNode field = mappings.path("properties").path(text);
            assertThat(field.path("analyzer").asString()).isEqualTo("folded");
            assertThat(field.path("fields").propertyNames()).containsExactlyElementsOf(ReadSearch.LANGUAGES);
            ReadSearch.LANGUAGES.forEach(language -> assertThat(
                            field.path("fields").path(language).path("analyzer").asString())
                    .isEqualTo(language));
        }
        for (String shared : List.of("tenant", "key", "position", "gone", "kind", "legacy", "access", "owners")) {
            assertThat(mappings.path("properties").has(shared)).as(shared).isTrue();
        }
    }

    @Test
    void anIndexThatNobodyDescribedIsNamed() {
        assertThatThrownBy(() -> ReadSearch.index("nothing")).hasMessage("there is no search/nothing.json");
    }
}
