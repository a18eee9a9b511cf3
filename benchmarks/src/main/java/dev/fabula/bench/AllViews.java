package dev.fabula.bench;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import com.zaxxer.hikari.HikariDataSource;
import dev.fabula.contracts.event.EventTypes;
import dev.fabula.eventstore.UnreadableEvents;
import dev.fabula.eventstore.postgres.HistoryEventStore;
import dev.fabula.eventstore.postgres.HistoryLimits;
import dev.fabula.eventstore.postgres.HistoryNode;
import dev.fabula.eventstore.postgres.HistorySchema;
import dev.fabula.eventstore.privacy.MasterKeys;
import dev.fabula.projection.elasticsearch.SearchServer;
import dev.fabula.projection.elasticsearch.SearchSettings;
import dev.fabula.projection.neo4j.GraphServer;
import dev.fabula.projection.neo4j.GraphSettings;
import dev.fabula.projection.projectors.Projectors;
import dev.fabula.projection.runtime.ProjectionNode;
import dev.fabula.projection.runtime.ProjectionSchema;
import dev.fabula.projection.runtime.ProjectionSettings;
import dev.fabula.projection.runtime.Registered;
import dev.fabula.projection.search.SearchProjections;
import dev.fabula.readschema.ReadGraph;
import dev.fabula.readschema.ReadSchema;
import dev.fabula.readschema.ReadSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.monitoring.NoOpMessageMonitor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The product's history with all of its read models in all of their places; texts have no vectors here. */
final class AllViews implements AutoCloseable {

    private static final int POOL = 48;
    private static final String PLAIN = "plain";

    private final HistoryNode history;
    private final HikariDataSource operate;
    private final Map<String, List<Registered<?, ?>>> kinds = new LinkedHashMap<>();

    AllViews(BenchDatabase database, BenchGraph graph, BenchSearch search) {
        HikariDataSource owner = database.pool(database.access().owner(), 2);
        HistorySchema.migrate(owner);
        ReadSchema.migrate(owner);
        ProjectionSchema.migrate(owner);
        operate = database.pool(database.access().operate(), POOL);
        history = new HistoryNode(
                new HistoryNode.Database(
                        database.pool(database.access().append(), 8),
                        operate,
                        () -> database.connect(database.access().append())),
                MasterKeys.parse(List.of(ApplicationProcess.MASTER_KEY)),
                EventTypes.fabula(),
                List.of(),
                HistoryLimits.DEFAULT,
                new SimpleMeterRegistry());
        GraphServer graphs = new GraphServer(graph.driver(), operate, ReadGraph.scripts(), GraphSettings.DEFAULT, "");
        SearchServer server = new SearchServer(search.client(), operate, SearchSettings.DEFAULT, "");
        List<Registered<?, ?>> indices = new ArrayList<>(Projectors.search(server));
        indices.add(SearchProjections.in(server, (_, _) -> Map.of()));
        List<Registered<?, ?>> tables = Projectors.all(operate);
        kinds.put("tables", tables.stream().filter(each -> !isCount(each)).toList());
        kinds.put("analytics", tables.stream().filter(AllViews::isCount).toList());
        kinds.put("search", List.copyOf(indices));
        kinds.put("graph", Projectors.graphs(graphs));
    }

    private static boolean isCount(Registered<?, ?> projection) {
        return projection.name().startsWith("analytics-");
    }

    HistoryNode history() {
        return history;
    }

    HikariDataSource operate() {
        return operate;
    }

    /** The names of the read models by where they are. */
    Map<String, List<String>> kinds() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        kinds.forEach((kind, all) ->
                names.put(kind, all.stream().map(Registered::name).toList()));
        return names;
    }

    List<String> names() {
        return kinds().values().stream().flatMap(List::stream).toList();
    }

    /** A process of projections, which runs until it is closed. */
    ProjectionNode node() {
        HistoryEventStore store =
                HistoryEventStore.on(history.engine(), UnreadableEvents.STOP, NoOpMessageMonitor.instance());
        return new ProjectionNode(
                "bench",
                operate,
                history.history(),
                store::source,
                history.codec(),
                kinds.values().stream().flatMap(List::stream).toList(),
                ProjectionSettings.DEFAULT,
                new SimpleMeterRegistry(),
                true);
    }

    /** Documents a second of those that are there, each put by a call of its own into an index of the same definition. */
    double documentsOneACall(BenchSearch search, int calls) throws IOException {
        List<String> aliases = List.of(ReadSearch.STORIES, ReadSearch.PEOPLE, ReadSearch.STORY_SESSIONS);
        int done = 0;
        double seconds = 0;
        for (String alias : aliases) {
            Request made = new Request("PUT", "/" + PLAIN + "-" + alias);
            made.setJsonEntity(ReadSearch.index(alias));
            search.client().performRequest(made);
            List<String> documents = documents(search, alias, calls / aliases.size());
            long begin = System.nanoTime();
            for (String document : documents) {
                Request put = new Request("PUT", "/" + PLAIN + "-" + alias + "/_doc/" + done++);
                put.setJsonEntity(document);
                search.client().performRequest(put);
            }
            seconds += (System.nanoTime() - begin) / 1e9;
            search.client().performRequest(new Request("DELETE", "/" + PLAIN + "-" + alias));
        }
        return done / seconds;
    }

    private static List<String> documents(BenchSearch search, String alias, int count) throws IOException {
        Request some = new Request("POST", "/" + alias + "/_search");
        ObjectNode query = JsonMapper.shared().createObjectNode();
        query.put("size", count);
        some.setJsonEntity(query.toString());
        List<String> documents = new ArrayList<>();
        try (var body = search.client().performRequest(some).getEntity().getContent()) {
            for (JsonNode hit : JsonMapper.shared().readTree(body).path("hits").path("hits")) {
                documents.add(hit.path("_source").toString());
            }
        }
        return documents;
    }

    @Override
    public void close() {
        history.close();
    }
}
