package dev.fabula.application.storysession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.ai.BudgetExceededException;
import dev.fabula.ai.Spend;
import dev.fabula.ai.SpendLedger;
import dev.fabula.application.Rebuilt;
import dev.fabula.application.TestApplication;
import dev.fabula.contracts.ai.Cost;
import dev.fabula.contracts.ai.TokenUsage;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.codec.Ulids;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Stories as people play them, over HTTP, with the offline provider. */
class StoryTest {

    private static final List<String> READ_MODELS =
            List.of("story-session", "story-beat", "open-beat", "ai-usage", "spend-budget", "preferences");

    private static TestApplication application;
    private static Player olivia;

    @BeforeAll
    static void start() throws Exception {
        application = TestApplication.start(
                StoryTest.class,
                List.of(),
                "--spring.profiles.active=local",
                "--fabula.story.per-user=60000",
                "--fabula.story.per-tenant=60000",
                "--fabula.budget.tenants.cedar=10");
        olivia = new Player(application, "&tenant=alder&user=olivia");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(TestApplication.json(answer).path("code").asString()).isEqualTo(code);
    }

    @Test
    void aWholeStoryCanBePlayedReadAndRebuilt() throws Exception {
        JsonNode first = olivia.start("A ferry that only runs in fog, and Mira who waits for it");
        String session = first.path("session").asString();
        assertThat(first.path("beat").asInt()).isEqualTo(1);
        assertThat(first.path("provider").asString()).isEqualTo("offline");
        assertThat(first.path("choices").size()).isGreaterThanOrEqualTo(2);
        String startedAt = olivia.position();

        JsonNode second = olivia.goOn(session, Map.of("choice", "1", "expectedBeat", 1));
        JsonNode third = olivia.goOn(session, Map.of("text", "Mira sings to the fog", "expectedBeat", 2));
        JsonNode fourth = olivia.goOn(session, Map.of("choice", "2"));
        assertThat(List.of(second, third, fourth).stream()
                        .map(beat -> beat.path("beat").asInt()))
                .containsExactly(2, 3, 4);

        HttpResponse<String> otherwise =
                olivia.post("/api/story/session/" + session + "/regenerate", Map.of("expectedBeat", 4));
        assertThat(otherwise.statusCode()).as(otherwise.body()).isEqualTo(200);
        JsonNode alternative = TestApplication.json(otherwise);
        assertThat(alternative.path("text").asString())
                .isNotEqualTo(fourth.path("text").asString());
        HttpResponse<String> selected = olivia.post(
                "/api/story/session/" + session + "/alternative",
                Map.of("beat", 4, "alternative", fourth.path("request").asString()));
        assertThat(selected.statusCode()).as(selected.body()).isEqualTo(204);

        HttpResponse<String> branched =
                olivia.post("/api/story/session/" + session + "/branch", Map.of("beat", 2, "title", "Otherwise"));
        assertThat(branched.statusCode()).as(branched.body()).isEqualTo(201);
        String branch = TestApplication.json(branched).path("session").asString();
        JsonNode otherThird = olivia.goOn(branch, Map.of("choice", "2", "expectedBeat", 2));
        assertThat(otherThird.path("beat").asInt()).isEqualTo(3);
        JsonNode fifth = olivia.goOn(session, Map.of("choice", "1", "expectedBeat", 4));
        assertThat(fifth.path("beat").asInt()).isEqualTo(5);
        assertThat(olivia.post("/api/story/session/" + session + "/rating", Map.of("beat", 5, "rating", 4))
                        .statusCode())
                .isEqualTo(204);
        assertThat(olivia.post("/api/story/session/" + session + "/end", Map.of())
                        .statusCode())
                .isEqualTo(204);
        assertProblem(
                olivia.post("/api/story/continue", Map.of("session", session, "choice", "1")), 409, "story-is-over");

        Map<String, JsonNode> before = views(session, branch, startedAt);
        assertThat(before.get("session").path("state").asString()).isEqualTo("ended");
        assertThat(before.get("session").path("beats").asInt()).isEqualTo(5);
        assertThat(texts(before.get("beats")))
                .containsExactly(
                        first.path("text").asString(),
                        second.path("text").asString(),
                        third.path("text").asString(),
                        fourth.path("text").asString(),
                        fifth.path("text").asString());
        assertThat(texts(before.get("branch-beats")))
                .containsExactly(
                        first.path("text").asString(),
                        second.path("text").asString(),
                        otherThird.path("text").asString());
        assertThat(before.get("then").path("beats").asInt()).isEqualTo(1);
        JsonNode provenance = before.get("provenance");
        assertThat(provenance.toString())
                .contains("story-beat/1", "\"offline\"", "Mira sings to the fog")
                .contains("promptHash");
        assertThat(before.get("tree").toString()).contains(session, branch);

        Rebuilt.all(application, READ_MODELS);
        assertThat(views(session, branch, startedAt)).isEqualTo(before);
    }

    private static List<String> texts(JsonNode beats) {
        List<String> texts = new ArrayList<>();
        beats.path("beats")
                .forEach(beat -> texts.add(beat.path("alternative").path("text").asString()));
        return texts;
    }

    private static Map<String, JsonNode> views(String session, String branch, String startedAt) throws Exception {
        Map<String, JsonNode> views = new LinkedHashMap<>();
        String story = "/api/story/session/" + session;
        views.put("session", olivia.read(story));
        views.put("beats", olivia.read(story + "/beats"));
        views.put("branch-beats", olivia.read("/api/story/session/" + branch + "/beats"));
        views.put("then", olivia.read(story + "?asOf=" + startedAt));
        views.put("provenance", olivia.read(story + "/beats/4/provenance"));
        views.put("tree", olivia.read("/api/story/session/" + branch + "/tree"));
        views.put("history", olivia.read("/api/user/history"));
        views.put("usage", beatsTook());
        return views;
    }

    /** What beats took; vectors of their texts are paid for in their own time. */
    private static JsonNode beatsTook() throws Exception {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (JsonNode row : olivia.read("/api/ai/usage").path("rows")) {
            if (row.path("purpose").asString().equals("story")) {
                rows.add(row);
            }
        }
        assertThat(rows).isNotEmpty();
        return rows;
    }

    @Test
    void aRepeatedRequestIsAnsweredTheSameAndDoneOnce() throws Exception {
        Map<String, Object> body = Map.of("premise", "A key that opens yesterday");
        HttpResponse<String> first = olivia.post("/api/story/start", body, "Idempotency-Key", "\"once\"");
        HttpResponse<String> again = olivia.post("/api/story/start", body, "Idempotency-Key", "\"once\"");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(TestApplication.json(again)).isEqualTo(TestApplication.json(first));
        assertProblem(
                olivia.post("/api/story/start", Map.of("premise", "Another"), "Idempotency-Key", "\"once\""),
                422,
                "idempotency-key-reused");
    }

    @Test
    void aBeatIsStreamedAndCanBeListenedToAgainFromAnyPlace() throws Exception {
        HttpResponse<String> streamed =
                olivia.post("/api/story/start", Map.of("premise", "A lamp that hums"), "Accept", "text/event-stream");
        assertThat(streamed.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        List<String> events = events(streamed.body());
        assertThat(events).startsWith("token").endsWith("beat", "usage", "done");
        String location = streamed.headers().firstValue("Location").orElseThrow();
        String lastId = streamed.body()
                .lines()
                .filter(line -> line.startsWith("id: "))
                .toList()
                .get(1)
                .substring(4);
        HttpResponse<String> resumed = olivia.get(
                location + "/stream?request=" + lastId.substring(0, 26),
                "Accept",
                "text/event-stream",
                "Last-Event-ID",
                lastId);
        assertThat(events(resumed.body())).isEqualTo(events.subList(2, events.size()));
    }

    private static List<String> events(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("event: "))
                .map(line -> line.substring(7))
                .toList();
    }

    @Test
    void whoDoesNotWantToWaitIsToldWhereTheBeatWillBe() throws Exception {
        HttpResponse<String> accepted =
                olivia.post("/api/story/start", Map.of("premise", "A door in the tide"), "Prefer", "respond-async");
        assertThat(accepted.statusCode()).isEqualTo(202);
        String location = accepted.headers().firstValue("Location").orElseThrow();
        for (int tried = 0; olivia.read(location).path("beats").asInt() == 0; tried++) {
            assertThat(tried).isLessThan(200);
            Thread.sleep(50);
        }
    }

    @Test
    void nobodyElseSeesOrChangesAStory() throws Exception {
        String session = olivia.start("A secret orchard").path("session").asString();
        long before = application.decided();
        for (Player other : List.of(
                new Player(application, "&tenant=birch&user=oscar"),
                new Player(application, "&tenant=alder&user=edgar"))) {
            assertProblem(other.get("/api/story/session/" + session), 404, "not-found");
            assertProblem(other.get("/api/story/session/" + session + "/beats"), 404, "not-found");
            assertProblem(other.get("/api/story/session/" + session + "/tree"), 404, "not-found");
            assertProblem(
                    other.post("/api/story/continue", Map.of("session", session, "choice", "1")), 404, "not-found");
            assertProblem(other.post("/api/story/session/" + session + "/branch", Map.of("beat", 1)), 404, "not-found");
            assertProblem(
                    other.post("/api/story/session/" + session + "/rating", Map.of("beat", 1, "rating", 1)),
                    404,
                    "not-found");
            assertThat(other.read("/api/user/history").toString()).doesNotContain(session);
        }
        assertThat(application.decided()).isEqualTo(before);
    }

    @Test
    void badInputIsRefusedInWordsAndLeavesNoEvent() throws Exception {
        String session = olivia.start("A harbour of glass").path("session").asString();
        long before = application.decided();
        assertThat(olivia.post("/api/story/start", Map.of("premise", "")).statusCode())
                .isEqualTo(400);
        HttpResponse<String> huge = olivia.post("/api/story/start", Map.of("premise", "x".repeat(100_000)));
        assertThat(huge.statusCode()).isEqualTo(400);
        assertThat(huge.body()).contains("premise");
        assertThat(olivia.post("/api/story/start", Map.of("premise", "x", "premisse", "y"))
                        .body())
                .contains("premisse");
        assertThat(olivia.postRaw("/api/story/start", "{\"premise\":{\"no\":1}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(olivia.postRaw("/api/story/start", "{\"premise\":\"a\\u0000b\"}")
                        .statusCode())
                .isEqualTo(400);
        assertProblem(olivia.postRaw("/api/story/start", "{\"premise\":\"a\\ud800b\"}"), 400, "not-a-text");
        assertProblem(
                olivia.post("/api/story/continue", Map.of("session", session, "choice", "77")), 422, "no-such-choice");
        assertProblem(
                olivia.post("/api/story/continue", Map.of("session", session, "choice", "1", "expectedBeat", 9)),
                409,
                "story-has-moved-on");
        assertProblem(olivia.post("/api/story/continue", Map.of("session", session)), 422, "choice-or-text");
        assertProblem(
                olivia.post("/api/story/continue", Map.of("session", "nothing", "choice", "1")), 404, "not-found");
        assertProblem(
                olivia.post("/api/story/session/" + session + "/rating", Map.of("beat", 1, "rating", 6)),
                422,
                "rating-out-of-range");
        assertProblem(olivia.post("/api/story/session/" + session + "/branch", Map.of("beat", 4)), 422, "no-such-beat");
        assertThat(application.decided()).isEqualTo(before);
    }

    @Test
    void aGuestPlaysALittleAndNoMore() throws Exception {
        Player guest = new Player(application, "&tenant=alder&user=gwen&role=guest");
        String session = guest.start("A borrowed boat").path("session").asString();
        HttpResponse<String> last = null;
        for (int beat = 1; beat <= 20; beat++) {
            last = guest.post("/api/story/continue", Map.of("session", session, "choice", "1"));
        }
        assertProblem(Objects.requireNonNull(last), 402, "budget-exceeded");
        assertThat(TestApplication.json(last).path("budget").asString()).startsWith("guest/");
        assertThat(guest.get("/api/erasures").statusCode()).isEqualTo(403);
    }

    @Test
    void aBudgetHoldsHoweverManyAskAtOnce() throws Exception {
        SpendLedger ledger = application.bean(SpendLedger.class);
        TenantId cedar = new TenantId("cedar");
        ActorId somebody = new ActorId("somebody");
        Queue<String> kept = new ConcurrentLinkedQueue<>();
        Queue<BudgetExceededException> refused = new ConcurrentLinkedQueue<>();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                var _ = all.submit(() -> {
                    String call = Ulids.next();
                    try {
                        ledger.reserve(cedar, somebody, call, "story", BigDecimal.ONE);
                        kept.add(call);
                    } catch (BudgetExceededException exhausted) {
                        refused.add(exhausted);
                    }
                });
            }
        }
        assertThat(kept).hasSize(10);
        assertThat(refused)
                .hasSize(90)
                .allSatisfy(each -> assertThat(each.budget()).startsWith("tenant/"));
        String first = kept.remove();
        ledger.release(cedar, somebody, first);
        ledger.reserve(cedar, somebody, Ulids.next(), "story", new BigDecimal("0.75"));
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            kept.forEach(call -> {
                var _ = all.submit(() -> ledger.settle(
                        cedar,
                        somebody,
                        call,
                        new Spend(
                                "p",
                                "m",
                                "story",
                                new TokenUsage(1, 1, false),
                                new Cost(new BigDecimal("0.5"), "USD"))));
            });
        }
        // Nine at half of what was kept, and three quarters kept: 4.75 are left.
        ledger.reserve(cedar, somebody, Ulids.next(), "story", new BigDecimal("4.75"));
        assertThatThrownBy(() -> ledger.reserve(cedar, somebody, Ulids.next(), "story", new BigDecimal("0.01")))
                .isInstanceOf(BudgetExceededException.class);
    }

    @Test
    void preferencesSteerNewStories() throws Exception {
        Player edgar = new Player(application, "&tenant=alder&user=edgar");
        assertThat(edgar.post("/api/user/preferences", Map.of("genres", List.of("mystery"), "quality", "cheap"))
                        .statusCode())
                .isEqualTo(204);
        String session =
                edgar.start(Map.of("premise", "A missing bell")).path("session").asString();
        JsonNode view = edgar.read("/api/story/session/" + session);
        assertThat(view.path("genres").toString()).isEqualTo("[\"mystery\"]");
        assertThat(view.path("quality").asString()).isEqualTo("cheap");
    }
}
