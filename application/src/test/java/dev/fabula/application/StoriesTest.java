package dev.fabula.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.account.AccountEvent.PreferencesChanged;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.ai.TokenUsage;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendReserved;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendSettled;
import dev.fabula.contracts.storysession.EndReason;
import dev.fabula.contracts.storysession.StorySessionEvent.AlternativeSelected;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRated;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryEnded;
import dev.fabula.contracts.storysession.StorySessionId;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.postgres.Erasures;
import dev.fabula.eventstore.privacy.Subject;
import dev.fabula.query.AllTenants;
import dev.fabula.query.storysession.OpenBeats;
import dev.fabula.query.storysession.QuietSessions;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people read of their stories, and others do not. */
class StoriesTest {

    private static final List<String> MODELS =
            List.of("story-session", "story-beat", "open-beat", "spend-budget", "ai-usage", "preferences");

    private static TestApplication application;
    private static String olivia;
    private static String edgar;
    private static String oscar;
    private static Told root;
    private static Told branch;
    private static Told twig;

    /** The position at which the root had two beats. */
    private static long twoBeats;

    @BeforeAll
    static void start() throws Exception {
        application = TestApplication.start(
                StoriesTest.class, List.of(), "--spring.profiles.active=local", "--fabula.projections.rhythm=100ms");
        olivia = application.bearer("&tenant=alder&user=olivia");
        edgar = application.bearer("&tenant=alder&user=edgar");
        oscar = application.bearer("&tenant=birch&user=oscar");
        root = Told.by(application, "alder", "olivia")
                .started("The lighthouse")
                .beat("r1", 1)
                .chosen(1, "r1", "1", "go in")
                .beat("r2", 2);
        twoBeats = root.head();
        StorySessionId session = new StorySessionId(root.id);
        root.beat("r2b", 2)
                .event(new AlternativeSelected(session, 2, "r2"))
                .chosen(2, "r2", "2", "go home")
                .beat("r3", 3)
                .event(new BeatRated(session, 2, "r2", 4, "offline", "bard"))
                .event(new StoryEnded(session, EndReason.COMPLETED));
        branch = Told.by(application, "alder", "olivia")
                .branched(root, root, 2, "r2b", "The other way")
                .chosen(2, "r2b", "1", "go in")
                .beat("b3", 3)
                .chosen(3, "b3", "1", "go in")
                .beat("b4", 4);
        twig = Told.by(application, "alder", "olivia")
                .branched(branch, root, 3, "b3", "A third way")
                .chosen(3, "b3", null, "she waits")
                .rejected("c4", 4);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    /** An answer that holds everything there is. */
    private static HttpResponse<String> get(String path, String bearer, String... headers) throws Exception {
        String head = Long.toString(application.bean(History.class).head());
        List<String> all =
                new ArrayList<>(List.of("Authorization", bearer, "Fabula-At-Least", head, "Prefer", "wait=10"));
        all.addAll(List.of(headers));
        return application.get(path, all.toArray(String[]::new));
    }

    private static JsonNode ok(String path, String bearer) throws Exception {
        HttpResponse<String> answer = get(path, bearer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestApplication.json(answer);
    }

    private static String story(Told told) {
        return "/api/story/session/" + told.id;
    }

    private static List<String> each(JsonNode list, String pointer) {
        return list.valueStream().map(node -> node.at(pointer).asString("-")).toList();
    }

    @Test
    void anOwnerSeesTheStoryAndItsCurrentBeat() throws Exception {
        JsonNode view = ok(story(root), olivia);

        assertThat(view.path("title").asString()).isEqualTo("The lighthouse");
        assertThat(view.path("premise").asString()).isEqualTo("The premise of The lighthouse");
        assertThat(view.path("mode").asString()).isEqualTo("solo");
        assertThat(view.path("ageTier").asString()).isEqualTo("teen");
        assertThat(view.path("state").asString()).isEqualTo("ended");
        assertThat(view.path("endReason").asString()).isEqualTo("completed");
        assertThat(view.path("beats").asInt()).isEqualTo(3);
        assertThat(view.path("root").asString()).isEqualTo(root.id);
        assertThat(view.path("parent").isNull()).isTrue();
        assertThat(view.path("version").asInt()).isEqualTo(13);
        JsonNode beat = view.path("currentBeat");
        assertThat(beat.at("/alternative/text").asString()).isEqualTo("text of r3");
        assertThat(each(beat.at("/alternative/choices"), "/text")).containsExactly("go in", "go home");
    }

    @Test
    void aBranchHasItsRootsPremiseAndGoesOnFromItsParentsBeat() throws Exception {
        JsonNode view = ok(story(twig), olivia);

        assertThat(view.path("title").asString()).isEqualTo("A third way");
        assertThat(view.path("premise").asString()).isEqualTo("The premise of The lighthouse");
        assertThat(view.path("characters").path(0).asString()).isEqualTo("Ada");
        assertThat(view.path("parent").asString()).isEqualTo(branch.id);
        assertThat(view.path("parentBeat").asInt()).isEqualTo(3);
        assertThat(view.path("root").asString()).isEqualTo(root.id);
        assertThat(view.at("/currentBeat/alternative/text").asString()).isEqualTo("text of b3");
        assertThat(view.at("/currentBeat/choiceMade/text").asString()).isEqualTo("she waits");
        assertThat(view.path("openRequest").isNull()).isTrue();
        JsonNode refused = view.path("next").path(0);
        assertThat(refused.path("state").asString()).isEqualTo("rejected");
        assertThat(refused.at("/rejection/reference").asString()).isEqualTo("ref-c4");
    }

    @Test
    void beatsAreTheStoryFromItsBeginningAsTheSessionTellsIt() throws Exception {
        JsonNode own = ok(story(root) + "/beats", olivia).path("beats");
        assertThat(each(own, "/alternative/request")).containsExactly("r1", "r2", "r3");
        assertThat(each(own, "/choiceMade/text")).containsExactly("go in", "go home", "-");
        assertThat(each(own, "/alternative/rating")).containsExactly("-", "4", "-");
        assertThat(each(own, "/others/0/text")).containsExactly("-", "text of r2b", "-");

        JsonNode shared = ok(story(twig) + "/beats", olivia).path("beats");
        assertThat(each(shared, "/session")).containsExactly(root.id, root.id, branch.id);
        assertThat(each(shared, "/alternative/text")).containsExactly("text of r1", "text of r2b", "text of b3");
        assertThat(each(shared, "/choiceMade/text")).containsExactly("go in", "go in", "she waits");
        assertThat(each(shared, "/others/0/text")).containsExactly("-", "-", "-");
    }

    @Test
    void beatsComeInPages() throws Exception {
        JsonNode first = ok(story(branch) + "/beats?limit=3", olivia);
        assertThat(each(first.path("beats"), "/beat")).containsExactly("1", "2", "3");
        JsonNode second = ok(
                story(branch) + "/beats?limit=3&cursor=" + first.path("cursor").asString(), olivia);
        assertThat(each(second.path("beats"), "/beat")).containsExactly("4");
        assertThat(second.path("cursor").isNull()).isTrue();
    }

    @Test
    void theTreeHasTheRootAndAllThatBranchedFromIt() throws Exception {
        for (Told told : List.of(root, branch, twig)) {
            JsonNode tree = ok(story(told) + "/tree", olivia);
            assertThat(tree.path("root").asString()).isEqualTo(root.id);
            assertThat(each(tree.path("sessions"), "/session")).containsExactly(root.id, branch.id, twig.id);
            assertThat(each(tree.path("sessions"), "/parent")).containsExactly("-", root.id, branch.id);
            assertThat(each(tree.path("sessions"), "/parentBeat")).containsExactly("-", "2", "3");
            assertThat(each(tree.path("sessions"), "/beats")).containsExactly("3", "4", "3");
        }
        JsonNode page = ok(story(root) + "/tree?limit=1", olivia);
        assertThat(each(
                        ok(
                                        story(root) + "/tree?limit=2&cursor="
                                                + page.path("cursor").asString(),
                                        olivia)
                                .path("sessions"),
                        "/session"))
                .containsExactly(branch.id, twig.id);
    }

    @Test
    void howABeatCameAboutIsToldWithItsPrompt() throws Exception {
        JsonNode origins = ok(story(twig) + "/beats/2/provenance", olivia);

        assertThat(origins.path("session").asString()).isEqualTo(root.id);
        assertThat(each(origins.path("alternatives"), "/request")).containsExactly("r2", "r2b");
        JsonNode provenance = origins.at("/alternatives/1/provenance");
        assertThat(provenance.path("prompt").asString()).isEqualTo("the prompt of r2b");
        assertThat(provenance.path("provider").asString()).isEqualTo("offline");
        assertThat(provenance.at("/cost/amount").decimalValue()).isEqualByComparingTo("0.012");
        assertThat(provenance.at("/attempts/0/outcome").asString()).isEqualTo("succeeded");
        assertThat(ok(story(twig) + "/beats/4/provenance", olivia)
                        .at("/alternatives/0/provenance/moderation/categories/0")
                        .asString())
                .isEqualTo("gore");
        assertThat(get(story(twig) + "/beats/5/provenance", olivia).statusCode())
                .isEqualTo(404);
        assertThat(get(story(twig) + "/beats/0/provenance", olivia).statusCode())
                .isEqualTo(400);
    }

    @Test
    void promptsAreNowhereElseAndWhatWasQuarantinedIsNowhere() throws Exception {
        for (Told told : List.of(root, branch, twig)) {
            for (String path : List.of("", "/beats", "/tree")) {
                assertThat(get(story(told) + path, olivia).body()).doesNotContain("the prompt of", "quarantined");
            }
        }
        assertThat(get(story(twig) + "/beats/4/provenance", olivia).body()).doesNotContain("quarantined");
    }

    @Test
    void toAnybodyElseASessionIsNotThere() throws Exception {
        String missing = get("/api/story/session/01JD3K5V8Q2XW7RBN4T6YHMECA", edgar)
                .body()
                .replaceAll("\"(instance|request_id)\":\"[^\"]*\"", "");
        long head = root.head();
        for (String path :
                List.of("", "/beats", "/tree", "/beats/1/provenance", "?asOf=" + head, "/beats?asOf=" + head)) {
            for (String other : List.of(edgar, oscar)) {
                HttpResponse<String> answer = get(story(root) + path, other);
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
                assertThat(TestApplication.json(answer).path("code").asString()).isEqualTo("not-found");
                assertThat(answer.body().replaceAll("\"(instance|request_id)\":\"[^\"]*\"", ""))
                        .as("as if there were none")
                        .isEqualTo(missing);
            }
            assertThat(get(story(root) + path, application.bearer("&tenant=alder&role=operator"))
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(get("/api/story/session/no-id", olivia).statusCode()).isEqualTo(404);
        assertThat(get("/api/story/session/no-id?asOf=1", olivia).statusCode()).isEqualTo(404);
    }

    @Test
    void aStoryIsToldAsItWas() throws Exception {
        JsonNode then = ok(story(root) + "?asOf=" + twoBeats, olivia);
        assertThat(then.path("beats").asInt()).isEqualTo(2);
        assertThat(then.path("state").asString()).isEqualTo("active");
        assertThat(then.at("/currentBeat/alternative/text").asString()).isEqualTo("text of r2");
        JsonNode beats = ok(story(root) + "/beats?asOf=" + twoBeats, olivia).path("beats");
        assertThat(each(beats, "/choiceMade/text")).containsExactly("go in", "-");
        assertThat(each(beats, "/others/0/text")).containsExactly("-", "-");
        assertThat(get(story(root) + "?asOf=0", olivia).statusCode()).isEqualTo(404);
        assertThat(get(story(root) + "?asOf=yesterday", olivia).statusCode()).isEqualTo(400);
    }

    @Test
    void asOfNowIsWhatIsShownNow() throws Exception {
        String now = Long.toString(root.head());
        for (String asOf : List.of(now, "999999999999", "2999-01-01T00:00:00Z")) {
            for (Told told : List.of(root, branch, twig)) {
                assertThat(ok(story(told) + "?asOf=" + asOf, olivia)).isEqualTo(ok(story(told), olivia));
                assertThat(ok(story(told) + "/beats?asOf=" + asOf, olivia))
                        .isEqualTo(ok(story(told) + "/beats", olivia));
            }
        }
        assertThat(get(story(root) + "?asOf=2000-01-01T00:00:00Z", olivia).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aHistoryHasTheLastActiveSessionFirstAndComesInPages() throws Exception {
        String clara = application.bearer("&tenant=alder&user=clara");
        Told first = Told.by(application, "alder", "clara").started("first");
        Told second = Told.by(application, "alder", "clara").started("second");
        Told third = Told.by(application, "alder", "clara").started("third");
        first.requested("x1", 1);

        JsonNode page = ok("/api/user/history?limit=2", clara);
        assertThat(each(page.path("sessions"), "/title")).containsExactly("first", "third");
        JsonNode rest =
                ok("/api/user/history?limit=2&cursor=" + page.path("cursor").asString(), clara);
        assertThat(each(rest.path("sessions"), "/session")).containsExactly(second.id);
        assertThat(rest.path("cursor").isNull()).isTrue();
        third.requested("x3", 1);
        assertThat(each(ok("/api/user/history", clara).path("sessions"), "/title"))
                .containsExactly("third", "first", "second");
        assertThat(ok("/api/user/history", oscar).path("sessions")).isEmpty();
        assertThat(get("/api/user/history?cursor=" + page.path("cursor").asString() + "x", clara)
                        .statusCode())
                .isIn(200, 400);
        assertThat(get("/api/user/history?cursor=a2V5OjE", clara).statusCode()).isEqualTo(400);
        assertThat(get("/api/user/history?limit=201", clara).statusCode()).isEqualTo(400);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() throws Exception {
        String tag = get(story(root), olivia).headers().firstValue("ETag").orElseThrow();

        assertThat(get(story(root), olivia, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void preferencesAreTheCallersOwn() throws Exception {
        Told account = Told.by(application, "birch", "emma");
        String emma = application.bearer("&tenant=birch&user=emma");
        assertThat(ok("/api/user/preferences", emma).path("changedAt").isNull()).isTrue();
        account.event(new PreferencesChanged(account.id, "emma", List.of("noir"), Quality.CHEAP, null));

        JsonNode preferences = ok("/api/user/preferences", emma);
        assertThat(preferences.path("genres").path(0).asString()).isEqualTo("noir");
        assertThat(preferences.path("quality").asString()).isEqualTo("cheap");
        assertThat(ok("/api/user/preferences", oscar).path("genres")).isEmpty();
    }

    private static void spend(Told budget, String name, String unit, String model, String amount) {
        TokenUsage tokens = new TokenUsage(100, 20, model.equals("guess"));
        budget.event(new SpendReserved(budget.id, name, unit, BigDecimal.TEN, "c", new BigDecimal(amount), "story"))
                .event(new SpendSettled(
                        budget.id, name, unit, "c", new BigDecimal(amount), "story", "offline", model, tokens));
    }

    @Test
    void usageIsAddedUpByDayModelAndKindOfBudgetForTheTenantAlone() throws Exception {
        Told money = Told.by(application, "birch", "oscar");
        Told next = Told.by(application, "birch", "oscar");
        Told beats = Told.by(application, "birch", "oscar");
        spend(money, "tenant/2026-11", "USD", "a/bard", "0.10");
        spend(money, "tenant/2026-11", "USD", "a/bard", "0.05");
        spend(next, "tenant/2026-12", "USD", "a/bard", "0.01");
        spend(money, "tenant/2026-11", "USD", "guess", "1");
        spend(beats, "actor/oscar/2026-11-21", "beats", "guess", "1");

        JsonNode usage = ok("/api/ai/usage", application.bearer("&tenant=birch&user=vera"));

        assertThat(each(usage.path("rows"), "/scope")).containsExactly("actor", "tenant", "tenant");
        assertThat(each(usage.path("rows"), "/model")).containsExactly("guess", "a/bard", "guess");
        assertThat(usage.at("/rows/1/amount").decimalValue()).isEqualByComparingTo("0.16");
        assertThat(usage.at("/rows/1/calls").asInt()).isEqualTo(3);
        assertThat(usage.at("/rows/1/inputTokens").asInt()).isEqualTo(300);
        assertThat(usage.at("/rows/2/estimatedCalls").asInt()).isEqualTo(1);
        assertThat(each(usage.path("totals"), "/unit")).containsExactly("beats", "USD");
        assertThat(usage.at("/totals/1/amount").decimalValue()).isEqualByComparingTo("1.16");
        assertThat(usage.at("/totals/1/calls").asInt()).isEqualTo(4);

        JsonNode page = ok("/api/ai/usage?limit=1", oscar);
        JsonNode rest = ok("/api/ai/usage?limit=2&cursor=" + page.path("cursor").asString(), oscar);
        assertThat(each(rest.path("rows"), "/model")).containsExactly("a/bard", "guess");
        assertThat(rest.path("cursor").isNull()).isTrue();

        String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
        assertThat(ok("/api/ai/usage?from=" + tomorrow + "&to=" + tomorrow, oscar)
                        .path("rows"))
                .isEmpty();
        assertThat(get("/api/ai/usage", olivia).body()).doesNotContain("a/bard");
        for (String wrong : List.of(
                "?from=x",
                "?from=2026-02-01&to=2026-01-01",
                "?from=2020-01-01&to=2026-01-01",
                "?to=%2B999999999-01-01",
                "?cursor=a2V5Ont9",
                "?limit=0")) {
            assertThat(get("/api/ai/usage" + wrong, oscar).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void processesFindWhatWaitsAndWhatIsQuietInAllTenants() throws Exception {
        Told theirs = Told.by(application, "birch", "carlos").started("theirs").requested("w1", 1);
        Told ours = Told.by(application, "alder", "edgar").started("ours").requested("w2", 1);
        ok(story(ours), edgar);
        Instant later = Instant.now().plusSeconds(60);

        assertThat(application.bean(OpenBeats.class).olderThan(later, 100))
                .filteredOn(open ->
                        List.of(theirs.id, ours.id).contains(open.session().value()))
                .extracting(open -> open.tenant() + " " + open.session() + " " + open.request() + " " + open.beat())
                .containsExactly("birch " + theirs.id + " w1 1", "alder " + ours.id + " w2 1");
        assertThat(application.bean(OpenBeats.class).olderThan(Instant.EPOCH, 100))
                .isEmpty();
        assertThat(application.bean(QuietSessions.class).quietSince(later, 1_000))
                .extracting(quiet -> quiet.tenant() + " " + quiet.session() + " " + quiet.version())
                .contains("birch " + theirs.id + " 1", "alder " + ours.id + " 1", "alder " + branch.id + " 6")
                .noneMatch(quiet -> quiet.contains(root.id));
        assertThatThrownBy(() -> application
                        .bean(AllTenants.class)
                        .read(sql -> sql.execute("DELETE FROM read_generation.open_beat_1")))
                .hasStackTraceContaining("read-only");
        assertThatThrownBy(() -> application.bean(OpenBeats.class).olderThan(later, 0))
                .hasMessageContaining("at most 1 to 10000");
    }

    @Test
    void ofAnErasedPersonOnlyTheShapeOfAStoryIsLeft() throws Exception {
        String victor = application.bearer("&tenant=alder&user=victor");
        Told told = Told.by(application, "alder", "victor")
                .started("A secret")
                .beat("v1", 1)
                .chosen(1, "v1", null, "something private");
        long before = told.head();
        assertThat(ok(story(told), victor).path("title").asString()).isEqualTo("A secret");
        application
                .bean(Erasures.class)
                .erase(
                        new Subject(new TenantId("alder"), "victor"),
                        "asked for it",
                        EventMetadata.of(new TenantId("alder"), new ActorId("otto"), ActorKind.USER));

        for (String asOf : List.of("", "?asOf=" + before)) {
            JsonNode view = ok(story(told) + asOf, victor);
            assertThat(view.path("beats").asInt()).isEqualTo(1);
            assertThat(view.toString()).doesNotContain("secret", "private", "text of", "Ada");
        }
        assertThat(get(story(told) + "/beats/1/provenance", victor).body()).doesNotContain("the prompt of");
    }

    private static Map<String, String> everyAnswer() throws Exception {
        Map<String, String> answers = new LinkedHashMap<>();
        for (Told told : List.of(root, branch, twig)) {
            for (String path : List.of("", "/beats", "/tree", "/beats/2/provenance")) {
                answers.put(story(told) + path, get(story(told) + path, olivia).body());
            }
        }
        for (String path : List.of("/api/user/history", "/api/user/preferences", "/api/ai/usage")) {
            answers.put(path, get(path, olivia).body());
        }
        answers.put(
                "open",
                application
                        .bean(OpenBeats.class)
                        .olderThan(Instant.now(), 1_000)
                        .toString());
        return answers;
    }

    private static JsonNode operate(String operator, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(application.uri("/api/admin/projections/" + path));
        HttpResponse<String> answer = application.send(
                body.isEmpty() ? request.GET() : request.POST(HttpRequest.BodyPublishers.ofString(body)),
                "Authorization",
                operator,
                "Content-Type",
                "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
        return TestApplication.json(answer);
    }

    @Test
    void rebuiltFromHistoryEverythingIsAnsweredAsBefore() throws Exception {
        Told account = Told.by(application, "alder", "olivia");
        account.event(new PreferencesChanged(account.id, "olivia", List.of("noir"), Quality.HIGH, "bard"));
        spend(Told.by(application, "alder", "olivia"), "tenant/2026-11", "USD", "x".repeat(300), "0.10");
        Told.by(application, "alder", "olivia").started("waiting").requested("w3", 1);
        Map<String, String> before = everyAnswer();
        String operator = application.bearer("&role=operator");
        for (String model : MODELS) {
            operate(operator, model + "/rebuilds", "{\"workers\":1}");
        }
        for (String model : MODELS) {
            long deadline = System.nanoTime() + 60_000_000_000L;
            JsonNode rebuild;
            do {
                assertThat(System.nanoTime()).as("patience with " + model).isLessThan(deadline);
                Thread.sleep(50);
                rebuild = operate(operator, model + "/rebuilds", "");
                assertThat(rebuild.path("state").asString())
                        .as(rebuild.toString())
                        .isNotEqualTo("failed");
            } while (!rebuild.path("state").asString().equals("ready"));
            assertThat(rebuild.at("/verification/equal").asBoolean())
                    .as(rebuild.toString())
                    .isTrue();
            assertThat(rebuild.at("/verification/rows").asInt()).as(model).isPositive();
            operate(operator, model + "/rebuilds/promote", "{}");
        }

        assertThat(everyAnswer()).isEqualTo(before);
    }
}
