package dev.fabula.application.legacy;

import static dev.fabula.application.TestCaller.expect;
import static dev.fabula.application.TestCaller.expectProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.Rebuilt;
import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Legacies as people read them, over HTTP. */
class LegacyReadingTest {

    private static final List<String> READ_MODELS =
            List.of("legacy", "person", "relationship", "context", "legacy-story", "story-revision", "legacy-audit");

    private static TestApplication application;
    private static TestCaller olivia;
    private static TestCaller clara;
    private static TestCaller victor;
    private static TestCaller oscar;

    @BeforeAll
    static void start() throws Exception {
        application = TestApplication.start(LegacyReadingTest.class, List.of(), "--spring.profiles.active=local");
        olivia = new TestCaller(application, "&tenant=alder&user=olivia");
        clara = new TestCaller(application, "&tenant=alder&user=clara");
        victor = new TestCaller(application, "&tenant=alder&user=victor");
        oscar = new TestCaller(application, "&tenant=birch&user=oscar");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static void legacy(String slug) throws Exception {
        expect(201, olivia.post("/api/legacies", Map.of("slug", slug, "name", "The " + slug)));
    }

    private static String person(String legacy, String name, String... facts) throws Exception {
        List<Map<String, String>> told = new ArrayList<>();
        for (String fact : facts) {
            String[] parts = fact.split(":", 2);
            told.add(parts.length == 1 ? Map.of("kind", parts[0]) : Map.of("kind", parts[0], "date", parts[1]));
        }
        return expect(
                        201,
                        olivia.post(
                                "/api/legacies/" + legacy + "/people",
                                Map.of("names", List.of(Map.of("full", name)), "facts", told)))
                .path("person")
                .asString();
    }

    private static void joined(String legacy, String kind, String from, String to) throws Exception {
        expect(
                201,
                olivia.post(
                        "/api/legacies/" + legacy + "/relationships", Map.of("kind", kind, "from", from, "to", to)));
    }

    private static List<String> names(JsonNode list, String field) {
        List<String> names = new ArrayList<>();
        list.forEach(each -> names.add(each.path(field).asString()));
        return names;
    }

    @Test
    void aLegacyIsReadAndRebuilt() throws Exception {
        legacy("reading");
        String mira = person("reading", "Mira /Vale/", "death:1940", "birth:ABT 1871", "occupation", "marriage:1890");
        String tom = person("reading", "Tom /Vale/", "birth:1868", "death:1930");
        String ann = person("reading", "Ann /Abel/", "birth:1891", "death:1950");
        joined("reading", "partner", mira, tom);
        joined("reading", "parent-child", mira, ann);
        String story = expect(
                        201,
                        olivia.post(
                                "/api/legacies/reading/stories",
                                Map.of("title", "The lamp", "text", "She lit it.\nHe slept.", "people", List.of(mira))))
                .path("story")
                .asString();
        expect(
                204,
                olivia.post(
                        "/api/stories/" + story + "/revisions",
                        Map.of("title", "The lamp", "text", "She lit it.\nHe woke.", "reason", "He did not sleep.")));
        victor.follow(olivia);
        expectProblem(404, "not-found", victor.get("/api/stories/" + story));
        expect(204, olivia.post("/api/stories/" + story + "/publication", Map.of("revision", 1)));
        expect(204, olivia.post("/api/stories/" + story + "/flags", Map.of("reason", "inaccurate")));

        JsonNode before = views(mira, story);
        JsonNode page = before.path("person");
        assertThat(names(page.path("facts"), "kind")).containsExactly("birth", "marriage", "death", "occupation");
        assertThat(page.path("living").asBoolean()).isFalse();
        assertThat(names(page.path("relatives"), "as")).containsExactlyInAnyOrder("partner", "child");
        assertThat(names(page.path("relatives"), "name")).containsExactlyInAnyOrder("Tom Vale", "Ann Abel");
        assertThat(names(before.path("people").path("people"), "name"))
                .containsExactly("Ann Abel", "Mira Vale", "Tom Vale");
        assertThat(before.path("overview").path("counts").path("people").asInt())
                .isEqualTo(3);
        assertThat(before.path("revisions")
                        .path("revisions")
                        .get(1)
                        .path("difference")
                        .asString())
                .contains("-He slept.", "+He woke.");
        assertThat(before.path("story").path("text").asString()).contains("He woke.");
        assertThat(before.path("flags").path("stories")).hasSize(1);
        assertThat(names(before.path("audit").path("events"), "happened"))
                .startsWith("legacy.story-flagged", "legacy.story-published")
                .endsWith("legacy.legacy-created");

        // Everybody else sees what is published, and nothing of how it came about.
        victor.follow(olivia);
        assertThat(victor.read("/api/stories/" + story).path("text").asString()).contains("He slept.");
        expectProblem(403, "right-missing", victor.get("/api/stories/" + story + "/revisions"));
        expectProblem(403, "right-missing", victor.get("/api/legacies/reading/audit"));
        expectProblem(403, "right-missing", victor.get("/api/legacies/reading/flags"));

        // Another tenant finds nothing.
        oscar.follow(olivia);
        expectProblem(404, "not-found", oscar.get("/api/legacies/reading"));
        expectProblem(404, "not-found", oscar.get("/api/legacies/reading/people/" + mira));
        expectProblem(404, "not-found", oscar.get("/api/stories/" + story));
        assertThat(oscar.read("/api/legacies").path("legacies").toString()).doesNotContain("reading");

        Rebuilt.all(application, READ_MODELS);
        assertThat(views(mira, story)).isEqualTo(before);
    }

    private static JsonNode views(String person, String story) throws Exception {
        ObjectNode views = JsonMapper.shared().createObjectNode();
        views.set("overview", olivia.read("/api/legacies/reading"));
        views.set("people", olivia.read("/api/legacies/reading/people"));
        views.set("person", olivia.read("/api/legacies/reading/people/" + person));
        views.set("stories", olivia.read("/api/legacies/reading/stories"));
        views.set("story", olivia.read("/api/stories/" + story));
        views.set("revisions", olivia.read("/api/stories/" + story + "/revisions"));
        views.set("flags", olivia.read("/api/legacies/reading/flags"));
        views.set("members", olivia.read("/api/legacies/reading/members"));
        views.set("audit", olivia.read("/api/legacies/reading/audit"));
        return views;
    }

    @Test
    void theLivingAreNamelessToOutsidersUntilTheyConsent() throws Exception {
        legacy("living");
        int year = Year.now(ZoneOffset.UTC).getValue();
        String old = person("living", "Old /Vale/", "birth:" + (year - 130));
        String young = person("living", "Young /Vale/", "birth:" + (year - 30));
        String child = person("living", "Undated /Vale/");
        String ancestor = person("living", "Ancient /Vale/");
        String dead = person("living", "Dead /Vale/", "birth:" + (year - 40), "death:" + (year - 5));
        joined("living", "parent-child", ancestor, old);
        joined("living", "parent-child", dead, child);
        joined("living", "partner", young, dead);
        String story = expect(
                        201,
                        olivia.post(
                                "/api/legacies/living/stories",
                                Map.of("title", "Of Young", "text", "Young did it.", "people", List.of(young))))
                .path("story")
                .asString();
        expect(204, olivia.post("/api/stories/" + story + "/publication", Map.of()));

        String people = "/api/legacies/living/people";
        assertThat(names(olivia.read(people).path("people"), "name")).hasSize(5);
        victor.follow(olivia);
        assertThat(names(victor.read(people).path("people"), "name"))
                .containsExactlyInAnyOrder("Old Vale", "Ancient Vale", "Dead Vale");
        assertThat(victor.read("/api/legacies/living").path("counts").has("people"))
                .isFalse();
        assertThat(victor.read(people + "/" + young).toString()).isEqualTo("{\"name\":\"Living\"}");
        assertThat(victor.read(people + "/" + child).toString()).isEqualTo("{\"name\":\"Living\"}");
        JsonNode widow = victor.read(people + "/" + dead);
        assertThat(widow.toString()).doesNotContain(young, child, "Young", "Undated");
        assertThat(names(widow.path("relatives"), "name")).containsExactly("Living", "Living");
        expectProblem(404, "not-found", victor.get("/api/stories/" + story));
        assertThat(victor.read("/api/legacies/living/stories").path("stories")).isEmpty();

        String consents = "/api/legacies/living/consents";
        expect(204, olivia.post(consents + "/grant", Map.of("person", young, "evidence", "a signed letter")));
        victor.follow(olivia);
        assertThat(victor.read(people + "/" + young).path("name").asString()).isEqualTo("Young Vale");
        assertThat(victor.read("/api/stories/" + story).path("title").asString())
                .isEqualTo("Of Young");
        expect(204, olivia.post(consents + "/withdraw", Map.of("person", young)));
        victor.follow(olivia);
        assertThat(victor.read(people + "/" + young).toString()).isEqualTo("{\"name\":\"Living\"}");
        expectProblem(404, "not-found", victor.get("/api/stories/" + story));

        // What somebody says counts most, and members see everybody.
        expect(204, olivia.patch(people + "/" + young, Map.of("living", "deceased")));
        victor.follow(olivia);
        assertThat(victor.read(people + "/" + young).path("name").asString()).isEqualTo("Young Vale");
        expect(204, olivia.put("/api/legacies/living/members/clara", Map.of("role", "viewer")));
        clara.follow(olivia);
        assertThat(names(clara.read(people).path("people"), "name")).hasSize(5);
    }

    @Test
    void whoWereMergedAreReadAsOne() throws Exception {
        legacy("merged");
        String ann = person("merged", "Ann /Vale/", "birth:1871");
        String anna = person("merged", "Anna /Vail/", "death:1940");
        String child = person("merged", "Ben /Vale/", "birth:1900");
        joined("merged", "parent-child", anna, child);
        String people = "/api/legacies/merged/people/";
        expect(204, olivia.patch(people + anna, Map.of("notes", List.of("Had a boat."))));
        expect(204, olivia.post(people + ann + "/merge", Map.of("merged", anna)));
        expectProblem(409, "person-merged", olivia.patch(people + anna, Map.of("notes", List.of("Too late."))));
        JsonNode one = olivia.read(people + ann);
        assertThat(one.path("notes").toString()).isEqualTo("[\"Had a boat.\"]");
        assertThat(names(one.path("facts"), "kind")).containsExactly("birth", "death");
        assertThat(names(one.path("relatives"), "name")).containsExactly("Ben Vale");
        assertThat(olivia.read(people + anna).path("mergedInto").asString()).isEqualTo(ann);
        assertThat(names(olivia.read(people + child).path("relatives"), "person"))
                .containsExactly(ann);

        expect(204, olivia.patch(people + ann, Map.of("facts", List.of(Map.of("kind", "census", "date", "1901")))));
        expect(204, olivia.post(people + ann + "/unmerge", Map.of("merged", anna)));
        one = olivia.read(people + ann);
        assertThat(names(one.path("facts"), "kind")).containsExactly("birth", "census");
        assertThat(one.path("undecided")).hasSize(1);
        assertThat(one.path("relatives")).isEmpty();
        assertThat(one.path("notes")).isEmpty();
        JsonNode other = olivia.read(people + anna);
        assertThat(other.path("notes").toString()).isEqualTo("[\"Had a boat.\"]");
        assertThat(names(other.path("facts"), "kind")).containsExactly("death");
        assertThat(names(other.path("relatives"), "name")).containsExactly("Ben Vale");
        expect(
                204,
                olivia.post(
                        people + ann + "/undecided/"
                                + one.path("undecided").get(0).asString(),
                        Map.of("person", anna)));
        assertThat(names(olivia.read(people + anna).path("facts"), "kind")).containsExactly("census", "death");
        assertThat(olivia.read(people + ann).path("undecided").isMissingNode()).isTrue();
    }

    @Test
    void withoutANeo4jTheGraphSaysSo() throws Exception {
        expectProblem(503, "graph-not-configured", olivia.get("/api/graph/relationship?from=a&to=b"));
    }

    @Test
    void listsArePagedInOrder() throws Exception {
        legacy("paged");
        for (int i = 0; i < 7; i++) {
            person("paged", "P" + i + " /Name" + (i % 3) + "/", "death:1900");
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = olivia.read("/api/legacies/paged/people?limit=3" + cursor);
            seen.addAll(names(page.path("people"), "name"));
            cursor = page.path("cursor").isString()
                    ? "&cursor=" + page.path("cursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        assertThat(seen)
                .containsExactly("P0 Name0", "P3 Name0", "P6 Name0", "P1 Name1", "P4 Name1", "P2 Name2", "P5 Name2");
        assertThat(names(olivia.read("/api/legacies/paged/people?q=name1").path("people"), "name"))
                .containsExactly("P1 Name1", "P4 Name1");
    }
}
