package dev.fabula.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.ServerKind;
import dev.fabula.local.testing.TestServers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Integration feeds as operators and callers meet them in the application. */
class FeedsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static JsonNode poll(TestApplication application, String bearer, String path, Predicate<JsonNode> until)
            throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> answer = application.get(path, "Authorization", bearer);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode body = TestApplication.json(answer);
            if (until.test(body)) {
                return body;
            }
            assertThat(System.nanoTime()).as(body.toString()).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private static HttpResponse<String> post(TestApplication application, String bearer, String path, String body)
            throws Exception {
        return application.send(
                HttpRequest.newBuilder(application.uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)),
                "Authorization",
                bearer,
                "Content-Type",
                "application/json");
    }

    @Test
    void whatIsWrittenLeavesAndOperatorsReplayAndCompareIt() throws Exception {
        Endpoint kafka = TestServers.of(ServerKind.KAFKA);
        String prefix = TestServers.nameFor(FeedsTest.class) + ".";
        try (TestApplication application = TestApplication.start(
                FeedsTest.class,
                List.of(),
                "--spring.profiles.active=local",
                "--fabula.kafka.bootstrap-servers=" + kafka.host() + ":" + kafka.port(),
                "--fabula.feeds.topic-prefix=" + prefix,
                "--fabula.feeds.transaction-prefix=" + prefix,
                "--fabula.feeds.partitions=2",
                "--fabula.feeds.rhythm=100ms")) {
            String operator = application.bearer("&role=operator");
            TestCaller owner = new TestCaller(application, "&role=owner");
            JsonNode made = TestCaller.expect(
                    201, owner.post("/api/legacies", Map.of("name", "The Vales", "slug", "the-vales")));
            assertThat(made.toString()).contains("the-vales");
            long position = Long.parseLong(owner.position());

            JsonNode feed = poll(
                    application,
                    operator,
                    "/api/admin/feeds/legacy",
                    body -> body.path("position").asLong() >= position);
            assertThat(feed.path("topic").asString()).isEqualTo(prefix + "legacy.v1");
            assertThat(feed.path("records").isNumber()).isTrue();
            JsonNode all = poll(application, operator, "/api/admin/feeds", body -> true);
            assertThat(all.path("feeds").findValuesAsString("name"))
                    .contains("legacy", "storysession", "privacy")
                    .doesNotContain("account", "spendbudget");

            HttpResponse<String> begun = post(application, operator, "/api/admin/feeds/legacy/verifications", "{}");
            assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
            String at = begun.headers().firstValue("Location").orElseThrow();
            JsonNode verified = poll(
                    application,
                    operator,
                    at.substring(at.indexOf("/api/")),
                    body -> body.path("state").asString().equals("done"));
            assertThat(verified.path("report").path("equal").asBoolean())
                    .as(verified.toString())
                    .isTrue();
            assertThat(verified.path("report").path("records").asLong()).isPositive();

            String range = "{\"topic\":\"" + prefix + "again\"}";
            HttpResponse<String> replay = post(application, operator, "/api/admin/feeds/legacy/replays", range);
            assertThat(replay.statusCode()).as(replay.body()).isEqualTo(202);
            HttpResponse<String> twice = post(application, operator, "/api/admin/feeds/legacy/replays", range);
            TestCaller.expectProblem(409, "topic-exists", twice);
            TestCaller.expectProblem(
                    404, "not-found", post(application, operator, "/api/admin/feeds/nothing/pause", ""));
            assertThat(TestApplication.json(post(application, operator, "/api/admin/feeds/legacy/pause", ""))
                            .path("state")
                            .asString())
                    .isEqualTo("paused");
            assertThat(application
                            .get("/api/admin/feeds", "Authorization", application.bearer("&role=viewer"))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void withoutKafkaTheDocumentsAreThereAndFeedsAreNot() throws Exception {
        try (TestApplication application = TestApplication.startLocal(FeedsTest.class)) {
            String viewer = application.bearer("&role=viewer");
            HttpResponse<String> yaml = application.get("/api/feeds/asyncapi.yaml", "Authorization", viewer);
            assertThat(yaml.statusCode()).isEqualTo(200);
            assertThat(yaml.headers().firstValue("Content-Type")).hasValue("application/yaml");
            assertThat(yaml.body()).contains("asyncapi: 3.0.0", "fabula.legacy.v1");
            JsonNode json = TestApplication.json(application.get("/api/feeds/asyncapi.json", "Authorization", viewer));
            String payload = json.path("components")
                    .path("messages")
                    .path("legacy-person-added-v1")
                    .path("payload")
                    .path("schema")
                    .path("$ref")
                    .asString();
            HttpResponse<String> schema =
                    application.get(payload.substring(payload.indexOf("/api/")), "Authorization", viewer);
            assertThat(schema.statusCode()).as(payload + schema.body()).isEqualTo(200);
            assertThat(TestApplication.json(schema).path("required").toString()).doesNotContain("names");
            assertThat(application
                            .get("/api/feeds/schemas/fabula.no.v1", "Authorization", viewer)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(application.get("/api/feeds/asyncapi.yaml").statusCode()).isEqualTo(401);
            JsonNode none = TestApplication.json(
                    application.get("/api/admin/feeds", "Authorization", application.bearer("&role=operator")));
            assertThat(none.path("feeds").isEmpty()).isTrue();
        }
    }
}
