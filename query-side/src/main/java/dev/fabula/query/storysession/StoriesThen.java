package dev.fabula.query.storysession;

import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.query.ReadModelPast;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Stories as they were at a position, folded from their streams; in no need of a transaction. */
final class StoriesThen implements StorySource {

    private static final JsonMapper JSON = EventJson.builder().build();

    private final ReadModelPast past;
    private final long position;

    StoriesThen(ReadModelPast past, long position) {
        this.past = past;
        this.position = position;
    }

    @Override
    public List<SessionRow> lineage(String session) {
        List<SessionRow> lineage = new ArrayList<>();
        for (SessionRow row = session(session);
                row != null;
                row = row.parent() == null ? null : session(row.parent())) {
            lineage.add(row);
            StorySource.requireEnd(lineage);
        }
        return lineage;
    }

    private @Nullable SessionRow session(String id) {
        JsonNode row = rows("story-session", id).get(id);
        if (row == null) {
            return null;
        }
        // The key is a column of a row and not of its value.
        return JSON.treeToValue(((ObjectNode) row).put("session", id), SessionRow.class);
    }

    @Override
    public Map<BeatAt, BeatRow> beats(Collection<BeatAt> wanted) {
        Set<String> sessions = new HashSet<>();
        wanted.forEach(at -> sessions.add(at.session()));
        Map<BeatAt, BeatRow> found = new HashMap<>();
        for (String session : sessions) {
            Map<String, JsonNode> rows = rows("story-beat", session);
            wanted.stream().filter(at -> at.session().equals(session)).forEach(at -> {
                JsonNode row = rows.get(at.key());
                if (row != null) {
                    found.put(at, JSON.treeToValue(row, BeatRow.class));
                }
            });
        }
        return found;
    }

    private Map<String, JsonNode> rows(String projection, String stream) {
        return past.ofStream(projection, Caller.required().tenant(), stream, position);
    }
}
