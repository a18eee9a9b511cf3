package dev.fabula.application;

import dev.fabula.contracts.search.SearchEvent;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.local.supervisor.DatabaseAccess;
import dev.fabula.local.testing.TestDatabase;
import dev.fabula.local.testing.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole application on a database of its own, spoken to over HTTP. */
public final class TestApplication implements AutoCloseable {

    static final String CLI_SECRET = "a-secret-for-one-test-run";

    static final String MASTER_KEY = "test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private final TestDatabase database;
    private final ConfigurableApplicationContext context;
    private final List<String> arguments;
    private final HttpClient http = HttpClient.newHttpClient();

    private TestApplication(TestDatabase database, ConfigurableApplicationContext context, List<String> arguments) {
        this.database = database;
        this.context = context;
        this.arguments = List.copyOf(arguments);
    }

    /** @param arguments further settings, as --key=value */
    public static TestApplication start(Class<?> test, List<Class<?>> sources, String... arguments) throws IOException {
        TestDatabase database = TestDatabase.create(test);
        DatabaseAccess access = database.access();
        Path secrets = Files.createTempDirectory("fabula-secrets");
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--fabula.local.secrets=" + secrets,
                "--fabula.postgres.url=" + access.url(),
                "--fabula.postgres.username=" + access.app().user(),
                "--fabula.postgres.password=" + access.app().password(),
                "--fabula.postgres.append-password=" + access.append().password(),
                "--fabula.postgres.operate-password=" + access.operate().password(),
                "--fabula.postgres.owner-username=" + access.owner().user(),
                "--fabula.postgres.owner-password=" + access.owner().password()));
        all.addAll(List.of(arguments));
        unlessGiven(all, "--fabula.personal-data.master-keys=", MASTER_KEY);
        unlessGiven(all, "--fabula.local.cli-secret=", CLI_SECRET);
        // All tests share one Neo4j, which has one database, and one Elasticsearch.
        unlessGiven(all, "--fabula.neo4j.prefix=", TestServers.nameFor(test).replaceFirst("^(.{31}).*", "$1"));
        unlessGiven(all, "--fabula.elasticsearch.prefix=", TestServers.nameFor(test) + "-");
        List<Class<?>> classes = new ArrayList<>(List.of(FabulaApplication.class));
        classes.addAll(sources);
        try {
            return new TestApplication(
                    database, SpringApplication.run(classes.toArray(Class<?>[]::new), all.toArray(String[]::new)), all);
        } catch (RuntimeException refused) {
            database.close();
            throw refused;
        }
    }

    private static void unlessGiven(List<String> arguments, String name, String value) {
        if (arguments.stream().noneMatch(argument -> argument.startsWith(name))) {
            arguments.add(name + value);
        }
    }

    /**
     * Another node of the same installation in this process; the caller ends it.
     *
     * @param more settings that the first one does not have
     */
    public ConfigurableApplicationContext another(String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.add("--fabula.node=another");
        all.addAll(List.of(more));
        return SpringApplication.run(FabulaApplication.class, all.toArray(String[]::new));
    }

    public static TestApplication startLocal(Class<?> test, Class<?>... sources) throws IOException {
        return start(test, List.of(sources), "--spring.profiles.active=local");
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /**
     * How many events people's own commands have led to. What follows them in its own time, vectors of texts and what these
     * cost, is not counted.
     */
    public long decided() {
        long decided = 0;
        try (HistoryCursor cursor = bean(History.class).read(HistoryRange.of(0, Long.MAX_VALUE))) {
            for (var page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                decided += page.stream()
                        .filter(each ->
                                !(each.event() instanceof SearchEvent || each.event() instanceof SpendBudgetEvent))
                        .count();
            }
        }
        return decided;
    }

    /** What another node needs to be started with, to be one of the same installation. */
    public List<String> arguments() {
        return arguments;
    }

    public DatabaseAccess access() {
        return database.access();
    }

    public URI uri(String path) {
        int port = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET(), headers);
    }

    public HttpResponse<String> send(HttpRequest.Builder request, String... headers)
            throws IOException, InterruptedException {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** @param who further form parameters, as &name=value */
    HttpResponse<String> requestToken(String who) throws IOException, InterruptedException {
        String client = "fabula-cli:" + CLI_SECRET;
        return send(
                HttpRequest.newBuilder(uri("/oauth2/token"))
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials" + who)),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)));
    }

    public String bearer(String who) throws IOException, InterruptedException {
        return "Bearer " + json(requestToken(who)).path("access_token").asString();
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    @Override
    public void close() {
        context.close();
        http.close();
        database.close();
    }
}
