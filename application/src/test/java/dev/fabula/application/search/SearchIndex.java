package dev.fabula.application.search;

import static dev.fabula.application.TestCaller.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.TestApplication;
import dev.fabula.command.search.EmbeddingProcess;
import dev.fabula.command.search.EmbeddingWork;
import dev.fabula.eventstore.History;
import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.ServerKind;
import dev.fabula.local.testing.TestServers;
import dev.fabula.query.ReadModelProgress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The indices of a test, as raw as they are, and the vectors in the database. */
final class SearchIndex {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String server;
    final String prefix;

    SearchIndex(Class<?> test) {
        Endpoint at = TestServers.of(ServerKind.ELASTICSEARCH);
        server = "http://" + at.host() + ":" + at.port();
        String name = test.getSimpleName().toLowerCase(Locale.ROOT);
        prefix = name + "_" + Long.toString(System.nanoTime(), 36) + "_";
    }

    TestApplication start(Class<?> test, String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "--spring.profiles.active=local",
                "--fabula.elasticsearch.url=" + server,
                "--fabula.elasticsearch.prefix=" + prefix));
        all.addAll(List.of(more));
        return TestApplication.start(test, List.of(), all.toArray(String[]::new));
    }

    JsonNode ask(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(server + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return expect(200, answer);
    }

    /** Everything in all generations of an index, past aliases and filters. */
    String everything(String alias) throws Exception {
        ask("POST", "/" + prefix + alias + "*/_refresh", "");
        return ask("POST", "/" + prefix + alias + "*/_search", "{\"size\":10000,\"query\":{\"match_all\":{}}}")
                .path("hits")
                .path("hits")
                .toString();
    }

    void dropAll() throws Exception {
        for (String index :
                new TreeSet<>(ask("GET", "/" + prefix + "*/_alias", "").propertyNames())) {
            ask("DELETE", "/" + index, "");
        }
    }

    /** Waits until all that was told has vectors, and they are in the index; the position. */
    static long awaitVectors(TestApplication application) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long told = application.bean(History.class).head();
        EmbeddingWork work = application.bean(EmbeddingWork.class);
        while (work.followed() < told
                || application.bean(EmbeddingProcess.class).waiting() > 0) {
            assertThat(System.nanoTime()).as("vectors in time").isLessThan(deadline);
            Thread.sleep(50);
        }
        long head = application.bean(History.class).head();
        for (String index : List.of("chunks", "search-stories", "search-people", "search-story-sessions")) {
            assertThat(application.bean(ReadModelProgress.class).await(index, head, PATIENCE))
                    .as(index)
                    .isTrue();
        }
        return head;
    }

    static long count(TestApplication application, String sql) throws SQLException {
        var operate = application.access().operate();
        try (var connection =
                        DriverManager.getConnection(application.access().url(), operate.user(), operate.password());
                var row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    static void change(TestApplication application, String sql) throws SQLException {
        var operate = application.access().operate();
        try (var connection =
                        DriverManager.getConnection(application.access().url(), operate.user(), operate.password());
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** As a process that died before it said so had kept it: ones in all 384 places, which no model answers. */
    static void insertVector(TestApplication application, String tenant, String reference, String subject)
            throws SQLException {
        var app = application.access().app();
        try (var connection = DriverManager.getConnection(application.access().url(), app.user(), app.password());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT set_config('fabula.tenant', '" + tenant + "', true)");
            statement.executeUpdate(
                    "INSERT INTO platform.embedding (tenant_id, reference, model, dimensions, vector, subjects) VALUES ('"
                            + tenant + "', '" + reference
                            + "', 'offline-1', 384, decode(repeat('0000803f', 384), 'hex'),"
                            + " ARRAY['" + subject + "'])");
            connection.commit();
        }
    }
}
