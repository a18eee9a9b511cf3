package dev.fabula.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.local.supervisor.DatabaseAccess;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Read models as operators meet them in the application. */
class ProjectionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestApplication application;
    private String operator;

    @BeforeEach
    void start() throws Exception {
        application = TestApplication.start(
                ProjectionsTest.class,
                List.of(),
                "--spring.profiles.active=local",
                "--fabula.projections.rhythm=100ms");
        operator = application.bearer("&role=operator");
        erase("alder", "ann");
        erase("birch", "ben");
    }

    @AfterEach
    void stop() {
        application.close();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return application.send(
                HttpRequest.newBuilder(application.uri("/api/admin/" + path))
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                "Authorization",
                operator,
                "Content-Type",
                "application/json");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return application.get("/api/admin/" + path, "Authorization", operator);
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
        return TestApplication.json(answer);
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(TestApplication.json(answer).path("code").asString()).isEqualTo(code);
    }

    private long erase(String tenant, String subject) throws Exception {
        return ok(post(
                        "personal-data/erasures",
                        "{\"tenant\":\"" + tenant + "\",\"subject\":\"" + subject + "\",\"reason\":\"asked for it\"}"))
                .path("position")
                .asLong();
    }

    @FunctionalInterface
    private interface Look {
        boolean good() throws Exception;
    }

    private static void await(Look look) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!look.good()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private void awaitFolded() throws Exception {
        await(() -> {
            JsonNode generations = ok(get("projections/erasures")).path("generations");
            return !generations.isEmpty()
                    && generations
                            .valueStream()
                            .allMatch(copy -> copy.path("lagPositions").asLong() == 0);
        });
    }

    /** Of all projections that an answer lists. */
    private static JsonNode erasures(JsonNode answer) {
        return answer.path("projections")
                .valueStream()
                .filter(projection -> projection.path("name").asString().equals("erasures"))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode awaitRebuild(String state) throws Exception {
        await(() -> {
            JsonNode rebuild = ok(get("projections/erasures/rebuilds"));
            assertThat(rebuild.path("state").asString()).as(rebuild.toString()).isNotEqualTo("failed");
            return rebuild.path("state").asString().equals(state);
        });
        return ok(get("projections/erasures/rebuilds"));
    }

    private List<String> states() throws Exception {
        return ok(get("projections/erasures"))
                .path("generations")
                .valueStream()
                .map(copy ->
                        copy.path("number").asInt() + " " + copy.path("state").asString())
                .toList();
    }

    private static Connection connect(DatabaseAccess access, DatabaseAccess.Login login) throws SQLException {
        return DriverManager.getConnection(access.url(), login.user(), login.password());
    }

    private void operate(String sql) throws SQLException {
        DatabaseAccess access = application.access();
        try (Connection connection = connect(access, access.operate());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What the application's role sees of the view of all erasures, for a tenant or for none. */
    private List<String> seen(String tenant) throws SQLException {
        DatabaseAccess access = application.access();
        try (Connection connection = connect(access, access.app());
                var statement = connection.createStatement()) {
            statement.execute("SELECT set_config('fabula.tenant', '" + tenant + "', false)");
            List<String> seen = new java.util.ArrayList<>();
            try (ResultSet row =
                    statement.executeQuery("SELECT tenant_id || '/' || subject FROM read_model.erasure ORDER BY 1")) {
                while (row.next()) {
                    seen.add(row.getString(1));
                }
            }
            return seen;
        }
    }

    @Test
    void anErasureComesUpInItsReadModelForItsTenantAlone() throws Exception {
        awaitFolded();

        assertThat(seen("alder")).containsExactly("alder/ann");
        assertThat(seen("birch")).containsExactly("birch/ben");
        assertThat(seen("")).isEmpty();
        JsonNode projection = erasures(ok(get("projections")));
        assertThat(projection.path("name").asString()).isEqualTo("erasures");
        assertThat(projection.path("head").asLong()).isEqualTo(2);
        assertThat(projection.path("generations").path(0).path("segments").valueStream())
                .isNotEmpty()
                .allSatisfy(
                        segment -> assertThat(segment.path("node").asString()).matches("[^ ]+-[0-9a-f]{8}"));
    }

    @Test
    void anErasureHasAReceiptThatSaysWhatHasPassedIt() throws Exception {
        awaitFolded();
        long position = erase("alder", "cleo / 7");

        await(() -> ok(get("personal-data/erasures?tenant=alder&subject=cleo%20%2F%207"))
                .path("forgotten")
                .asBoolean());

        JsonNode receipt = ok(get("personal-data/erasures?tenant=alder&subject=cleo%20%2F%207"));
        assertThat(receipt.path("position").asLong()).isEqualTo(position);
        JsonNode model = erasures(receipt);
        assertThat(model.path("name").asString()).isEqualTo("erasures");
        assertThat(model.path("passed").asBoolean()).isTrue();
        assertThat(model.path("generations").path(0).path("position").asLong()).isGreaterThanOrEqualTo(position);
        isProblem(get("personal-data/erasures?tenant=birch&subject=cleo%20%2F%207"), 404, "not-found");
        isProblem(get("personal-data/erasures?tenant=%20&subject=x"), 400, "bad-request");
        isProblem(get("personal-data/erasures?tenant=alder&subject="), 400, "bad-request");
    }

    @Test
    void aRebuildIsVerifiedPromotedRolledBackAndDropped() throws Exception {
        HttpResponse<String> accepted = post("projections/erasures/rebuilds", "{\"workers\":2}");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        assertThat(accepted.headers().firstValue("Location"))
                .hasValue(application
                        .uri("/api/admin/projections/erasures/rebuilds")
                        .toString());
        JsonNode rebuild = awaitRebuild("ready");
        assertThat(rebuild.path("requestedBy").asString()).isEqualTo("otto");
        assertThat(rebuild.path("verification").path("equal").asBoolean()).isTrue();
        assertThat(rebuild.path("generation").asInt()).isEqualTo(2);
        assertThat(states()).containsExactly("1 current", "2 following");

        JsonNode verified = ok(post("projections/erasures/verifications", ""));
        assertThat(verified.path("equal").asBoolean()).isTrue();
        assertThat(verified.path("rows").asInt()).isEqualTo(2);

        ok(post("projections/erasures/rebuilds/promote", ""));
        assertThat(states()).containsExactly("1 previous", "2 current");
        assertThat(seen("alder")).containsExactly("alder/ann");

        erase("alder", "after-the-switch");
        awaitFolded();
        ok(post("projections/erasures/rollback", ""));
        assertThat(states()).containsExactly("1 current", "2 previous");
        assertThat(seen("alder")).containsExactly("alder/after-the-switch", "alder/ann");

        ok(post("projections/erasures/drop", ""));
        assertThat(states()).containsExactly("1 current");
        isProblem(post("projections/erasures/drop", ""), 409, "nothing-to-drop");
        isProblem(post("projections/erasures/rollback", ""), 409, "nothing-to-roll-back-to");
    }

    @Test
    void aReadModelOfAHistoryInWhichNothingHasHappenedIsRebuilt() throws Exception {
        application.close();
        application = TestApplication.start(
                ProjectionsTest.class,
                List.of(),
                "--spring.profiles.active=local",
                "--fabula.projections.rhythm=100ms");
        operator = application.bearer("&role=operator");
        await(() -> states().equals(List.of("1 current")));

        ok(post("projections/erasures/rebuilds", ""));
        assertThat(awaitRebuild("ready").path("verification").path("equal").asBoolean())
                .isTrue();
        ok(post("projections/erasures/rebuilds/promote", ""));

        assertThat(states()).containsExactly("1 previous", "2 current");
    }

    @Test
    void whatDiffersIsPromotedOnlyInWords() throws Exception {
        awaitFolded();
        operate("UPDATE read_generation.erasure_1 SET reason = 'tampered with' WHERE subject = 'ann'");
        ok(post("projections/erasures/rebuilds", "{\"rate\":0}"));
        JsonNode verification = awaitRebuild("ready").path("verification");
        assertThat(verification.path("equal").asBoolean()).isFalse();
        assertThat(verification.path("examples").path(0).path("key").asString()).isEqualTo("ann");

        isProblem(post("projections/erasures/rebuilds/promote", "{}"), 409, "verification-failed");
        isProblem(post("projections/erasures/rebuilds/promote", "{\"accept\":\" \"}"), 400, "bad-request");
        ok(post("projections/erasures/rebuilds/promote", "{\"accept\":\"it was tampered with\"}"));

        JsonNode promoted = ok(get("projections/erasures/rebuilds"));
        assertThat(promoted.path("state").asString()).isEqualTo("promoted");
        assertThat(promoted.path("accepted").asString()).isEqualTo("it was tampered with");
    }

    @Test
    void aRebuildCanBePausedResumedAndCancelled() throws Exception {
        awaitFolded();
        ok(post("projections/erasures/rebuilds", "{\"rate\":1}"));
        isProblem(post("projections/erasures/rebuilds", ""), 409, "rebuild-open");
        assertThat(ok(post("projections/erasures/rebuilds/pause", ""))
                        .path("rebuild")
                        .path("paused")
                        .asBoolean())
                .isTrue();
        assertThat(ok(post("projections/erasures/rebuilds/resume", ""))
                        .path("rebuild")
                        .path("paused")
                        .asBoolean())
                .isFalse();
        ok(post("projections/erasures/rebuilds/cancel", ""));
        assertThat(ok(get("projections/erasures/rebuilds")).path("state").asString())
                .isEqualTo("cancelled");
        isProblem(post("projections/erasures/rebuilds/pause", ""), 409, "no-rebuild-open");
        isProblem(post("projections/erasures/rebuilds/promote", ""), 409, "no-rebuild-open");
        await(() -> states().equals(List.of("1 current")));
    }

    @Test
    void aRepairFoldsAKeyOrAStreamAnew() throws Exception {
        awaitFolded();
        operate("UPDATE read_generation.erasure_1 SET reason = 'tampered with'");
        assertThat(ok(post("projections/erasures/verifications", ""))
                        .path("differences")
                        .asInt())
                .isEqualTo(2);

        assertThat(ok(post("projections/erasures/repairs", "{\"tenant\":\"alder\",\"key\":\"ann\"}"))
                        .path("keys")
                        .asInt())
                .isEqualTo(1);
        JsonNode event = ok(get("events?tenant=birch")).path("events").path(0);
        assertThat(ok(post(
                                "projections/erasures/repairs",
                                "{\"tenant\":\"birch\",\"stream\":\""
                                        + event.path("stream").asString() + "\"}"))
                        .path("keys")
                        .asInt())
                .isEqualTo(1);

        assertThat(ok(post("projections/erasures/verifications", ""))
                        .path("equal")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void deadLettersAreShownRetriedAndDiscarded() throws Exception {
        awaitFolded();
        operate("DELETE FROM read_generation.erasure_1");
        for (String subject : List.of("'alder', 'ann', 1", "'birch', 'ben', 2")) {
            operate(
                    "INSERT INTO projection.dead_letter (generation_id, tenant_id, key, position, error, stack, attempts)"
                            + " SELECT id, " + subject + ", 'it broke', 'at some.Fold', 1 FROM projection.generation");
        }
        JsonNode first = ok(get("projections/erasures/dead-letters?limit=1"));
        assertThat(first.path("letters").path(0).path("key").asString()).isEqualTo("ann");
        assertThat(first.path("more").asBoolean()).isTrue();
        JsonNode second = ok(get("projections/erasures/dead-letters?limit=1&cursor="
                + first.path("cursor").asString()));
        assertThat(second.path("letters").path(0).path("key").asString()).isEqualTo("ben");
        assertThat(second.path("more").asBoolean()).isFalse();
        String ann = "projections/erasures/dead-letters/"
                + first.path("letters").path(0).path("id").asLong();
        String ben = "projections/erasures/dead-letters/"
                + second.path("letters").path(0).path("id").asLong();

        JsonNode opened = ok(get(ann));
        assertThat(opened.path("letter").path("error").asString()).isEqualTo("it broke");
        assertThat(opened.path("stack").asString()).isEqualTo("at some.Fold");
        assertThat(opened.path("event").path("type").asString()).isEqualTo("privacy.subject-key-destroyed");
        assertThat(opened.path("event").path("position").asLong()).isEqualTo(1);

        assertThat(ok(post(ann + "/retry", "")).path("left").asInt()).isZero();
        assertThat(seen("alder")).containsExactly("alder/ann");
        isProblem(post(ben + "/discard", "{\"reason\":\"\"}"), 400, "bad-request");
        assertThat(ok(post(ben + "/discard", "{\"reason\":\"never happened\"}"))
                        .path("left")
                        .asInt())
                .isZero();
        assertThat(seen("birch")).isEmpty();
        isProblem(get(ben), 404, "not-found");
        assertThat(ok(get("projections/erasures/dead-letters")).path("letters")).isEmpty();
        assertThat(ok(post("projections/erasures/verifications", ""))
                        .path("equal")
                        .asBoolean())
                .as("a fresh fold leaves out what was discarded")
                .isTrue();
    }

    @Test
    void wrongWishesAreRefusedInWords() throws Exception {
        isProblem(get("projections/no-such"), 404, "not-found");
        isProblem(post("projections/no-such/rebuilds", ""), 404, "not-found");
        isProblem(get("projections/erasures/rebuilds"), 404, "not-found");
        isProblem(get("projections/erasures/dead-letters/4711"), 404, "not-found");
        isProblem(post("projections/erasures/rebuilds", "{\"rate\":-1}"), 400, "bad-request");
        isProblem(post("projections/erasures/rebuilds", "{\"workers\":65}"), 400, "bad-request");
        isProblem(post("projections/erasures/rebuilds", "{\"speed\":1}"), 400, "bad-request");
        isProblem(post("projections/erasures/rebuilds/promote", "{\"reason\":\"x\"}"), 400, "bad-request");
        isProblem(post("projections/erasures/repairs", "{\"tenant\":\"alder\"}"), 400, "bad-request");
        isProblem(
                post("projections/erasures/repairs", "{\"tenant\":\"alder\",\"key\":\"a\",\"stream\":\"b\"}"),
                400,
                "bad-request");
        isProblem(
                post("projections/erasures/repairs", "{\"tenant\":\"alder\",\"stream\":\"no id\"}"),
                400,
                "bad-request");
        isProblem(get("projections/erasures/dead-letters?limit=501"), 400, "bad-request");
        isProblem(get("projections/erasures/dead-letters?cursor=zzz"), 400, "bad-request");
    }

    @Test
    void onlyOperatorsSeeAndChangeProjections() throws Exception {
        operator = application.bearer("&role=owner");
        for (String path : List.of(
                "projections",
                "projections/erasures",
                "projections/erasures/rebuilds",
                "projections/erasures/dead-letters",
                "personal-data/erasures?tenant=alder&subject=ann")) {
            isProblem(get(path), 403, "role-missing");
        }
        for (String path : List.of("rebuilds", "rebuilds/promote", "rollback", "drop", "verifications", "repairs")) {
            isProblem(post("projections/erasures/" + path, "{}"), 403, "role-missing");
        }
    }

    @Test
    void metricsTellHowFarReadModelsAre() throws Exception {
        awaitFolded();

        await(() -> application
                .get("/actuator/prometheus", "Authorization", operator)
                .body()
                .contains("fabula_projection_lag{"));

        assertThat(application
                        .get("/actuator/prometheus", "Authorization", operator)
                        .body())
                .contains("fabula_projection_dead_letters{", "fabula_projection_events_total{")
                .contains("fabula_projection_visible_seconds_count{");
    }
}
