package dev.fabula.query.legacy;

import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.query.ReadModelPast;
import dev.fabula.query.legacy.StoriesQueries.Revision;
import dev.fabula.query.legacy.StoriesQueries.StoryRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What legacies and what is in them were at a position, each folded from its one stream; who may see it is asked elsewhere. */
@Component
class LegacyPast {

    private static final JsonMapper JSON = EventJson.builder().build();
    /** Of a stream: anything else could not be looked for in the history. */
    private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

    private final ReadModelPast past;

    LegacyPast(ReadModelPast past) {
        this.past = past;
    }

    Optional<LegacyRow> legacy(String legacy, long position) {
        return row("legacy", "legacy", legacy, position).map(row -> JSON.treeToValue(row, LegacyRow.class));
    }

    /** @param imports that were complete: of what another had changed by then, what was before is told */
    Optional<PersonRow> person(String person, CompleteImports imports, long position) {
        return Optional.ofNullable(rows("person", person, position).get(person))
                .map(row -> imports.see(row.path("changing").asStringOpt().orElse(null)) ? row : row.path("before"))
                .filter(JsonNode::isObject)
                .map(row -> JSON.treeToValue(row, PersonRow.class).of(person));
    }

    Optional<StoryRow> story(String story, long position) {
        return row("legacy-story", "story", story, position).map(row -> JSON.treeToValue(row, StoryRow.class));
    }

    /** All that there were, the first first. */
    List<Revision> revisions(String story, long position) {
        List<Revision> revisions = new ArrayList<>();
        new TreeMap<>(rows("story-revision", story, position))
                .values()
                .forEach(row -> revisions.add(JSON.treeToValue(row, Revision.class)));
        return revisions;
    }

    /** @param key the name of the row's key, which is a column of a row and not of its value */
    private Optional<ObjectNode> row(String projection, String key, String stream, long position) {
        return Optional.ofNullable(
                        (ObjectNode) rows(projection, stream, position).get(stream))
                .map(row -> row.put(key, stream));
    }

    private Map<String, JsonNode> rows(String projection, String stream, long position) {
        return ULID.matcher(stream).matches()
                ? past.ofStream(projection, Caller.required().tenant(), stream, position)
                : Map.of();
    }
}
