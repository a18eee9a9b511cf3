package dev.fabula.projection.elasticsearch;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.ServerKind;
import dev.fabula.local.testing.TestServers;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.util.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Elasticsearch of this build's tests, with names that no other test class uses. */
public final class TestSearch implements AutoCloseable {

    private static final Timeout PATIENCE = Timeout.of(30, TimeUnit.SECONDS);

    private final Rest5Client client;
    private final SearchCalls calls;
    private final String prefix;

    private TestSearch(Rest5Client client, String prefix) {
        this.client = client;
        this.prefix = prefix;
        calls = new SearchCalls(client, SearchSettings.DEFAULT);
    }

    public static TestSearch create(Class<?> test) {
        return new TestSearch(connect(TestServers.of(ServerKind.ELASTICSEARCH)), TestServers.nameFor(test) + "_");
    }

    /** A client that gives up soon. */
    public static Rest5Client connect(Endpoint at) {
        return Rest5Client.builder(URI.create("http://" + at.host() + ":" + at.port()))
                .setConnectionConfigCallback(config -> config.setConnectTimeout(Timeout.of(2, TimeUnit.SECONDS))
                        .setSocketTimeout(PATIENCE))
                .setRequestConfigCallback(config -> config.setResponseTimeout(PATIENCE))
                .build();
    }

    public Rest5Client client() {
        return client;
    }

    /** Of all indices of the test. */
    public String prefix() {
        return prefix;
    }

    public JsonNode ask(String method, String path, String body) {
        return calls.ask(
                "ask " + path,
                method,
                path,
                Map.of(),
                body.isEmpty() ? null : JsonMapper.shared().readTree(body));
    }

    /** Everything there is in an index or behind an alias, tombstones and all, as raw as it is stored. */
    public List<JsonNode> everything(String index) {
        ask("POST", "/" + index + "/_refresh", "");
        List<JsonNode> all = new ArrayList<>();
        ask("POST", "/" + index + "/_search", "{\"size\":10000,\"query\":{\"match_all\":{}}}")
                .path("hits")
                .path("hits")
                .forEach(hit -> all.add(hit.path("_source")));
        return all;
    }

    @Override
    public void close() {
        Set<Integer> missing = Set.of(404);
        calls.ask("look for indices", "GET", "/" + prefix + "*/_alias", Map.of(), null, missing)
                .body()
                .properties()
                .forEach(index -> calls.ask("drop " + index.getKey(), "DELETE", "/" + index.getKey(), Map.of(), null));
        try {
            client.close();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
