package dev.fabula.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.ai.ProviderAttempt;
import dev.fabula.contracts.ai.TokenUsage;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendSettled;
import dev.fabula.contracts.storysession.EndReason;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerationFailed;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRated;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryEnded;
import dev.fabula.contracts.storysession.StorySessionId;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.postgres.Erasures;
import dev.fabula.eventstore.privacy.Subject;
import dev.fabula.local.supervisor.DatabaseAccess.Login;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What owners and editors see of how their tenant is used, what nobody sees, and what clients may tell. */
class AnalyticsTest {

    private static final String EVENT = "/api/analytics/event";
    private static final String DASHBOARD = "/api/analytics/dashboard";

    private static final Map<String, String> MODELS = Map.of(
            "analytics-activity", "activity",
            "analytics-generation", "generation",
            "analytics-usage", "model_usage",
            "analytics-client-events", "client_event",
            "analytics-sessions", "played_session",
            "analytics-active-users", "active_user",
            "analytics-cohorts", "user_cohort");

    /** In what people wrote, and in who they are. */
    private static final List<String> PERSONAL =
            List.of("lighthouse", "go home", "Quetzal", "text of", "summary", "olivia", "edgar", "gwen");

    private static TestApplication application;
    private static LocalDate today;
    private static TestCaller olivia;
    private static TestCaller gwen;

    /** Before any test told anything more. */
    private static JsonNode ours;

    private static JsonNode theirs;

    @BeforeAll
    static void start() throws Exception {
        application = TestApplication.start(
                AnalyticsTest.class,
                List.of(),
                "--spring.profiles.active=local",
                "--fabula.projections.rhythm=100ms",
                "--fabula.client-events.per-user=200");
        olivia = new TestCaller(application, "&tenant=alder&user=olivia");
        gwen = new TestCaller(application, "&tenant=alder&user=gwen");
        awaitQuietDay();
        today = LocalDate.now(ZoneOffset.UTC);
        Told first = Told.by(application, "alder", "olivia");
        StorySessionId session = new StorySessionId(first.id);
        first.started("The lighthouse")
                .beat("r1", 1)
                .chosen(1, "r1", "2", "go home")
                .beat("r2", 2)
                .chosen(2, "r2", null, "Quetzal flies")
                .rejected("r3", 3)
                .event(new BeatGenerationFailed(
                        session,
                        "r4",
                        3,
                        "all-providers-failed",
                        "nobody answered",
                        true,
                        List.of(new ProviderAttempt("other", "m", ProviderAttempt.Outcome.TIMED_OUT, 9, null))))
                .event(new BeatRated(session, 2, "r2", 4, "offline", "bard"))
                .event(new StoryEnded(session, EndReason.COMPLETED));
        Told.by(application, "alder", "edgar").started("The lighthouse").beat("s1", 1);
        Told.by(application, "birch", "oscar").started("Theirs");
        Told budget = Told.by(application, "alder", "olivia");
        spend(budget, "tenant/2026-11", "0.0100");
        spend(budget, "tenant/2026-11", "0.0025");
        spend(Told.by(application, "alder", "olivia"), "actor/olivia", "7");
        ours = dashboard(olivia, "?from=" + today.minusDays(2) + "&to=" + today);
        theirs = dashboard(new TestCaller(application, "&tenant=birch&user=oscar"), "");
    }

    /** What is told around midnight would be of two days. */
    private static void awaitQuietDay() throws InterruptedException {
        Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        if (ChronoUnit.SECONDS.between(Instant.now(), midnight) < 120) {
            Thread.sleep(ChronoUnit.MILLIS.between(Instant.now(), midnight) + 1_000);
        }
    }

    private static void spend(Told budget, String name, String amount) {
        budget.event(new SpendSettled(
                budget.id,
                name,
                "USD",
                "c",
                new BigDecimal(amount),
                "story",
                "offline",
                "bard",
                new TokenUsage(100, 20, true)));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static JsonNode dashboard(TestCaller caller, String query) throws Exception {
        caller.follow(application.bean(History.class).head());
        return caller.read(DASHBOARD + query);
    }

    private static JsonNode event(String name, Instant at, Map<String, ?> properties) {
        return JsonMapper.shared()
                .valueToTree(Map.of(
                        "id", Ulids.next(), "name", name, "occurredAt", at.toString(), "properties", properties));
    }

    private static JsonNode page(Instant at) {
        return event("page-viewed", at, Map.of("page", "shelf"));
    }

    @Test
    void everythingThatHappenedIsCountedInOneAnswer() {
        JsonNode all = ours;

        assertThat(all.path("buckets").size()).isEqualTo(3);
        assertThat(all.at("/buckets/2").asString()).isEqualTo(today + "T00:00:00Z");
        all.path("series").propertyStream().forEach(series -> {
            assertThat(series.getValue().size()).as(series.getKey()).isEqualTo(3);
            assertThat(series.getValue().get(0).isNull()
                            || series.getValue().get(0).decimalValue().signum() == 0)
                    .as(series.getKey() + " of a day on which nothing happened")
                    .isTrue();
        });
        JsonNode totals = all.at("/current/totals");
        Map.of(
                        "sessionsStarted", "2",
                        "sessionsContinued", "4",
                        "sessionsCompleted", "1",
                        "choices", "1",
                        "ownWords", "1",
                        "beats", "3",
                        "rejections", "1",
                        "failures", "1",
                        "calls", "2",
                        "cost", "0.0125")
                .forEach((name, value) -> {
                    assertThat(totals.path(name).decimalValue()).as(name).isEqualByComparingTo(value);
                    assertThat(all.path("series").path(name).get(2).decimalValue())
                            .as(name)
                            .isEqualByComparingTo(value);
                });
        assertThat(totals.path("averageRating").asDouble()).isEqualTo(4);
        assertThat(totals.path("rejectionRate").asDouble()).isEqualTo(0.2);
        assertThat(totals.path("secondsPerBeat").asDouble()).isEqualTo(0.012);
        assertThat(all.at("/previous/totals/sessionsStarted").asInt()).isZero();
        assertThat(all.at("/previous/to").asString())
                .isEqualTo(today.minusDays(3).toString());
        assertThat(all.path("currency").asString()).isEqualTo("USD");
        assertThat(all.at("/ratings/3/count").asInt()).isEqualTo(1);
        JsonNode premise = all.at("/premises/0");
        assertThat(premise.path("stories").asInt()).as(all.toString()).isEqualTo(2);
        assertThat(premise.path("premise").asString()).matches("[0-9a-f]{16}");
        assertThat(premise.path("label").asString()).isEqualTo("mystery, noir");
        assertThat(premise.path("choices").toString())
                .contains("{\"choice\":\"2\",\"count\":1}", "{\"choice\":\"own\",\"count\":1}");
        assertThat(all.at("/usage/0/purpose").asString()).isEqualTo("story");
        assertThat(all.at("/usage/0/calls").asInt()).isEqualTo(2);
        assertThat(all.at("/models/0/model").asString()).isEqualTo("bard");
        assertThat(all.at("/models/0/attempts").asInt()).isEqualTo(4);
        assertThat(all.at("/models/1/failedAttempts").asInt()).isEqualTo(1);
        assertThat(all.at("/distributions/generationMillis/count").asInt()).isEqualTo(3);
        assertThat(all.at("/distributions/generationMillis/p95").asDouble()).isBetween(11.7, 12.3);
        assertThat(all.at("/distributions/costPerStory/p50").asDouble()).isBetween(0.0117, 0.0123);
        assertThat(all.at("/distributions/costPerStory/p99").asDouble()).isBetween(0.0235, 0.0245);
        assertThat(all.at("/distributions/beatsPerStory/p99").asInt()).isEqualTo(2);
    }

    @Test
    void peopleAreCountedOnceInEachBucketAndOnceInAll() throws Exception {
        TestCaller.expect(202, gwen.post(EVENT, page(Instant.now().minusSeconds(86_400))));
        TestCaller.expect(202, gwen.post(EVENT, page(Instant.now())));

        for (String granularity : List.of("hour", "day", "week")) {
            JsonNode all =
                    dashboard(olivia, "?from=" + today.minusDays(1) + "&to=" + today + "&granularity=" + granularity);
            JsonNode users = all.at("/series/activeUsers");
            assertThat(all.at("/current/totals/activeUsers").asInt())
                    .as(granularity)
                    .isEqualTo(3);
            assertThat(users.valueStream().mapToInt(JsonNode::asInt).max().orElse(0))
                    .as(granularity + " " + users)
                    .isEqualTo(3);
            if (granularity.equals("day")) {
                assertThat(users.toString()).isEqualTo("[1,3]");
            }
        }
        assertThat(dashboard(olivia, "?from=" + today.minusDays(1) + "&to=" + today.minusDays(1))
                        .at("/current/totals/activeUsers")
                        .asInt())
                .isEqualTo(1);
        JsonNode cohorts = dashboard(olivia, "").path("cohorts");
        assertThat(cohorts.valueStream()
                        .mapToInt(cohort -> cohort.path("users").asInt())
                        .sum())
                .as(cohorts.toString())
                .isEqualTo(3);
    }

    @Test
    void eachTenantIsTheOnlyOneThatItSees() {
        assertThat(theirs.at("/current/totals/sessionsStarted").asInt()).isEqualTo(1);
        assertThat(theirs.at("/current/totals/beats").asInt()).isZero();
        assertThat(theirs.path("models")).isEmpty();
        assertThat(theirs.path("currency").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"olivia,200", "edgar,200", "clara,403", "victor,403", "gwen,403", "otto,403"})
    void ownersAndEditorsMayAskAndNobodyElse(String user, int status) throws Exception {
        assertThat(application
                        .get(DASHBOARD, "Authorization", application.bearer("&tenant=alder&user=" + user))
                        .statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?from=2026-02-01&to=2026-01-01                  | from is not after to, and not more than 400 days
            ?from=2024-01-01&to=2026-01-01                  | not more than 400 days
            ?from=2026-01-01&to=2026-01-20&granularity=hour | 480 buckets; there are at most 400
            ?granularity=minute                             | granularity is one of hour, day, week
            ?from=%2B999999999-01-01                        | from is not after to
            """)
    void aWrongRangeIsToldWhichLimitItBreaks(String query, String said) throws Exception {
        HttpResponse<String> answer = olivia.get(DASHBOARD + query);

        assertThat(TestCaller.expect(400, answer).path("detail").asString()).contains(said);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() throws Exception {
        String range = DASHBOARD + "?from=2025-01-01&to=2025-01-31";
        String tag = olivia.get(range).headers().firstValue("ETag").orElseThrow();

        assertThat(olivia.get(range, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void whatAClientTellsIsCountedInTheHourInWhichItHappenedThereAndOnce() throws Exception {
        Instant late = Instant.now().minus(3, ChronoUnit.DAYS);
        JsonNode told = event("share-clicked", late, Map.of("what", "memory", "by", "mail"));
        TestCaller emma = new TestCaller(application, "&tenant=birch&user=emma");
        for (int i = 0; i < 3; i++) {
            assertThat(TestCaller.expect(202, emma.post(EVENT, Map.of("events", List.of(told, told))))
                            .path("accepted")
                            .asInt())
                    .isEqualTo(2);
        }

        LocalDate day = late.atZone(ZoneOffset.UTC).toLocalDate();
        JsonNode all = dashboard(emma, "?from=" + day + "&to=" + day + "&granularity=hour");

        int hour = late.atZone(ZoneOffset.UTC).getHour();
        assertThat(all.path("series").path("clientEvents").get(hour).asInt()).isEqualTo(1);
        assertThat(all.at("/current/totals/clientEvents").asInt()).isEqualTo(1);
        assertThat(all.at("/clientEvents/0/name").asString()).isEqualTo("share-clicked");
        assertThat(rows("client_event", "name = 'share-clicked' AND late = 1")).isEqualTo(2);
    }

    @Test
    void manyRequestsAtOnceAreFewAppends() throws Exception {
        TestCaller carlos = new TestCaller(application, "&tenant=birch&user=carlos");
        long before = application.bean(History.class).head();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                answers.add(clients.submit(() -> carlos.post(EVENT, page(Instant.now()))));
            }
            for (var answer : answers) {
                TestCaller.expect(202, answer.get());
            }
        }

        assertThat(application.bean(History.class).head() - before).isLessThan(30);
    }

    @Test
    void whoTellsTooMuchIsToldToWait() throws Exception {
        TestCaller greta = new TestCaller(application, "&tenant=birch&user=greta");
        for (int i = 0; i < 4; i++) {
            List<JsonNode> fifty = new ArrayList<>();
            while (fifty.size() < 50) {
                fifty.add(page(Instant.now()));
            }
            TestCaller.expect(202, greta.post(EVENT, Map.of("events", fifty)));
        }

        HttpResponse<String> refused = greta.post(EVENT, page(Instant.now()));

        TestCaller.expectProblem(429, "too-many-requests", refused);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("60");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":"ID","name":"page-liked","occurredAt":"NOW"}                                       | /name
            {"id":"ID","name":"page-viewed","occurredAt":"NOW"}                                      | /properties/page
            {"id":"ID","name":"page-viewed","occurredAt":"NOW","properties":{"page":"my diary"}}      | /properties/page
            {"id":"ID","name":"page-viewed","occurredAt":"NOW","properties":{"page":"shelf","x/y":1}} | /properties/x~1y
            {"id":"Ada was here","name":"page-viewed","occurredAt":"NOW","properties":{"page":"shelf"}} | /id
            {"id":"ID","name":"page-viewed","occurredAt":"2026-01-01T00:00:00Z","properties":{"page":"shelf"}} | /occurredAt
            {"id":"ID","name":"page-viewed","occurredAt":"2999-01-01T00:00:00Z","properties":{"page":"shelf"}} | /occurredAt
            {"id":"ID","name":"page-viewed","occurredAt":"NOW","user":"Ada","properties":{"page":"shelf"}} | /user
            {"events":[{"id":"ID","name":"app-error","occurredAt":"NOW","properties":{"kind":"server","status":99}}]} | /events/0/properties/status
            {"events":[]}                                                                            | /events
            """)
    void whatIsNotInTheCatalogueIsRefusedWithItsPath(String body, String path) throws Exception {
        HttpResponse<String> answer = olivia.postRaw(
                EVENT,
                body.replace("\"ID\"", '"' + Ulids.next() + '"')
                        .replace("NOW", Instant.now().toString()));

        JsonNode problem = TestCaller.expect(422, answer);
        assertThat(problem.path("code").asString()).isEqualTo("client-event-invalid");
        assertThat(problem.path("path").asString()).isEqualTo(path);
        assertThat(problem.path("detail").asString()).startsWith(path + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator"})
    void operatorsAreNoClients(String role) throws Exception {
        assertThat(new TestCaller(application, "&tenant=alder&role=" + role)
                        .post(EVENT, page(Instant.now()))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void noRowOfAnyTableHoldsAWordOfAnybodyOrTellsWhoItWas() throws Exception {
        TestCaller.expect(202, gwen.post(EVENT, page(Instant.now())));
        olivia.follow(gwen);
        dashboard(olivia, "");
        for (String table : MODELS.values()) {
            String all = text(table);
            assertThat(all).as(table).isNotEmpty();
            // In lower case it may be part of a hash.
            assertThat(all).as(table).doesNotContain("Ada");
            for (String word : PERSONAL) {
                assertThat(all).as(table).doesNotContainIgnoringCase(word);
            }
        }
        assertThat(dashboard(olivia, "").toString())
                .doesNotContain("lighthouse")
                .doesNotContain("olivia")
                .doesNotContain("Quetzal");
    }

    private static String text(String table) throws SQLException {
        try (Connection connection = connect(application.access().operate());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT coalesce(string_agg(t::text, E'\\n'), '') FROM analytics." + table + " t")) {
            row.next();
            return row.getString(1);
        }
    }

    private static long rows(String table, String where) throws SQLException {
        try (Connection connection = connect(application.access().operate());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM analytics." + table + " WHERE " + where)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Connection connect(Login login) throws SQLException {
        return DriverManager.getConnection(application.access().url(), login.user(), login.password());
    }

    @Test
    void readersOfAnalyticsReadOneTenantsAndNothingElse() throws Exception {
        dashboard(olivia, "");
        try (Connection connection = connect(application.access().analytics());
                Statement reader = connection.createStatement()) {
            for (String table : MODELS.values()) {
                assertThat(count(reader, "analytics." + table))
                        .as(table + " of nobody")
                        .isZero();
            }
            reader.execute("SELECT set_config('fabula.tenant', 'birch', false)");
            ResultSet tenants =
                    reader.executeQuery("SELECT string_agg(DISTINCT tenant_id, ',') FROM analytics.activity");
            tenants.next();
            assertThat(tenants.getString(1)).isEqualTo("birch");
            for (String forbidden : List.of(
                    "read_model.story_session",
                    "read_generation.story_session_1",
                    "event_store.event",
                    "projection.pseudonym_secret",
                    "projection.generation")) {
                assertThatThrownBy(() -> count(reader, forbidden))
                        .as(forbidden)
                        .hasMessageContaining("permission denied");
            }
            assertThatThrownBy(() -> reader.execute("DELETE FROM analytics.activity"))
                    .hasMessageContaining("permission denied");
        }
        try (Connection connection = connect(application.access().app());
                Statement app = connection.createStatement()) {
            assertThatThrownBy(() -> count(app, "projection.pseudonym_secret"))
                    .hasMessageContaining("permission denied");
        }
    }

    private static long count(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void rebuiltFromHistoryTheDashboardIsTheSameAndOfAnErasedPersonNoPremiseIsLeft() throws Exception {
        Told.by(application, "alder", "edgar").started("A secret").beat("v1", 1);
        int premises = dashboard(olivia, "").path("premises").size();
        application
                .bean(Erasures.class)
                .erase(
                        new Subject(new TenantId("alder"), "edgar"),
                        "asked for it",
                        EventMetadata.of(new TenantId("alder"), new ActorId("otto"), ActorKind.USER));
        JsonNode before = dashboard(olivia, "");
        assertThat(before.path("premises").size()).isEqualTo(premises - 1);

        Rebuilt.all(application, List.copyOf(MODELS.keySet()));

        assertThat(dashboard(olivia, "")).isEqualTo(before);
    }
}
