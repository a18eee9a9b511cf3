package dev.fabula.application.legacy;

import static dev.fabula.application.TestCaller.expect;
import static dev.fabula.application.TestCaller.expectProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Legacies as they were, over HTTP. */
class LegacyPastTest {

    private static TestApplication application;
    private static TestCaller olivia;
    private static TestCaller clara;
    private static TestCaller victor;
    private static TestCaller oscar;

    @BeforeAll
    static void start() throws Exception {
        application = TestApplication.start(LegacyPastTest.class, List.of(), "--spring.profiles.active=local");
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

    private static String person(String legacy, String name, boolean dead) throws Exception {
        Map<String, Object> body = new HashMap<>(Map.of("names", List.of(Map.of("full", name))));
        if (dead) {
            body.put("facts", List.of(Map.of("kind", "death", "date", "1900")));
        }
        return expect(201, olivia.post("/api/legacies/" + legacy + "/people", body))
                .path("person")
                .asString();
    }

    /** A time after all that has happened, and before all that will. */
    private static String now() throws InterruptedException {
        Thread.sleep(5);
        Instant now = Instant.now();
        Thread.sleep(5);
        return "?asOf=" + now;
    }

    @Test
    void aLegacyAndItsMembersAreReadAsTheyWere() throws Exception {
        String before = now();
        legacy("then");
        expect(204, olivia.put("/api/legacies/then/members/clara", Map.of("role", "viewer")));
        String then = now();
        expect(204, olivia.post("/api/legacies/then/name", Map.of("name", "Later", "description", "More")));
        expect(204, olivia.delete("/api/legacies/then/members/clara"));

        JsonNode old = olivia.read("/api/legacies/then" + then);
        assertThat(old.path("name").asString()).isEqualTo("The then");
        assertThat(old.has("description")).isFalse();
        assertThat(olivia.read("/api/legacies/then" + now()).path("name").asString())
                .isEqualTo("Later");
        assertThat(olivia.read("/api/legacies/then/members" + then).toString()).contains("clara", "viewer");
        assertThat(olivia.read("/api/legacies/then/members" + now()).toString()).doesNotContain("clara");
        for (String path : List.of("/api/legacies/then", "/api/legacies/then/members")) {
            expectProblem(404, "not-found", olivia.get(path + before));
            JsonNode wrong = expect(400, olivia.get(path + "?asOf=yesterday"));
            assertThat(wrong.path("detail").asString()).startsWith("asOf is ");
            oscar.follow(olivia);
            expectProblem(404, "not-found", oscar.get(path + then));
        }
        // A right that was taken away is no right to the past.
        clara.follow(olivia);
        expectProblem(403, "right-missing", clara.get("/api/legacies/then/members" + then));
    }

    @Test
    void aPersonIsReadAsTheyWereUnlessTheyAreHiddenNow() throws Exception {
        legacy("people-then");
        String people = "/api/legacies/people-then/people/";
        String before = now();
        String mira = person("people-then", "Mira /Vale/", true);
        String tom = person("people-then", "Tom /Vale/", true);
        String living = person("people-then", "Liv /Vale/", false);
        expect(204, olivia.post("/api/legacies/people-then/consents/grant", Map.of("person", living)));
        expect(
                201,
                olivia.post(
                        "/api/legacies/people-then/relationships", Map.of("kind", "partner", "from", mira, "to", tom)));
        String then = now();
        JsonNode was = olivia.read(people + mira);
        expect(
                204,
                olivia.patch(
                        people + mira,
                        Map.of("facts", List.of(Map.of("kind", "birth", "date", "1871")), "notes", List.of("New."))));
        expect(204, olivia.post("/api/legacies/people-then/consents/withdraw", Map.of("person", living)));

        JsonNode old = olivia.read(people + mira + then);
        assertThat(old.path("facts")).isEqualTo(was.path("facts"));
        assertThat(old.path("notes")).isEmpty();
        assertThat(old.path("version")).isEqualTo(was.path("version"));
        assertThat(old.has("relatives")).isFalse();
        assertThat(olivia.read(people + mira + now()).path("facts")).hasSize(2);

        victor.follow(olivia);
        assertThat(victor.read(people + mira + then).path("name").asString()).isEqualTo("Mira Vale");
        assertThat(victor.read(people + living + then).toString()).isEqualTo("{\"name\":\"Living\"}");
        assertThat(olivia.read(people + living + then).path("name").asString()).isEqualTo("Liv Vale");

        expectProblem(404, "not-found", olivia.get(people + mira + before));
        expectProblem(404, "not-found", olivia.get(people + "no-such" + then));
        expectProblem(400, "bad-request", olivia.get(people + mira + "?asOf=2026-13-01T00:00:00Z"));
        expectProblem(400, "bad-request", olivia.get(people + mira + "?asOf="));
        oscar.follow(olivia);
        expectProblem(404, "not-found", oscar.get(people + mira + then));

        // Whoever was removed is there for who may change people, and for nobody else.
        expect(204, olivia.delete(people + tom));
        assertThat(olivia.read(people + tom + then).path("name").asString()).isEqualTo("Tom Vale");
        victor.follow(olivia);
        expectProblem(404, "not-found", victor.get(people + tom + then));
    }

    @Test
    void whatWasTakenForADeadPersonsIsNotShownOfALivingOne() throws Exception {
        legacy("merged-then");
        String people = "/api/legacies/merged-then/people/";
        String dead = person("merged-then", "Dead /Vale/", true);
        String living = person("merged-then", "Secret /Vale/", false);
        expect(204, olivia.post(people + dead + "/merge", Map.of("merged", living)));
        String then = now();
        victor.follow(olivia);
        // While they were taken for one, that one was dead.
        assertThat(victor.read(people + dead).toString()).contains("Secret");
        expect(204, olivia.post(people + dead + "/unmerge", Map.of("merged", living)));

        assertThat(olivia.read(people + dead + then).toString()).contains("Secret");
        assertThat(olivia.read(people + living + then).path("mergedInto").asString())
                .isEqualTo(dead);
        victor.follow(olivia);
        JsonNode seen = victor.read(people + dead + then);
        assertThat(seen.path("name").asString()).isEqualTo("Dead Vale");
        assertThat(seen.toString()).doesNotContain("Secret");
        assertThat(victor.read(people + living + then).toString()).isEqualTo("{\"name\":\"Living\"}");
    }

    @Test
    void aStoryAndItsRevisionsAreReadAsTheyWere() throws Exception {
        legacy("stories-then");
        String mira = person("stories-then", "Mira /Vale/", true);
        String living = person("stories-then", "Liv /Vale/", false);
        String before = now();
        String story = expect(
                        201,
                        olivia.post(
                                "/api/legacies/stories-then/stories",
                                Map.of("title", "First", "text", "One.", "people", List.of(mira))))
                .path("story")
                .asString();
        String path = "/api/stories/" + story;
        String draft = now();
        expect(204, olivia.post(path + "/publication", Map.of()));
        String published = now();
        expect(
                204,
                olivia.post(path + "/revisions", Map.of("title", "Second", "text", "Two.", "people", List.of(mira))));
        expect(204, olivia.post(path + "/publication", Map.of()));
        expect(204, olivia.put(path + "/tags", Map.of("tags", List.of("sea"))));

        assertThat(olivia.read(path + draft).path("published").asBoolean()).isFalse();
        JsonNode old = olivia.read(path + published);
        assertThat(old.path("title").asString()).isEqualTo("First");
        assertThat(old.path("published").asBoolean()).isTrue();
        assertThat(old.path("tags")).isEmpty();
        assertThat(old.path("people").get(0).path("name").asString()).isEqualTo("Mira Vale");
        assertThat(olivia.read(path + "/revisions" + published).path("revisions"))
                .hasSize(1);
        JsonNode page = olivia.read(path + "/revisions" + now() + "&limit=1");
        assertThat(page.path("revisions").get(0).path("revision").asInt()).isOne();
        page = olivia.read(path + "/revisions" + now() + "&limit=1&cursor="
                + page.path("cursor").asString());
        assertThat(page.path("revisions").get(0).path("difference").asString()).contains("+Two.");

        victor.follow(olivia);
        assertThat(victor.read(path + published).path("text").asString()).isEqualTo("One.");
        expectProblem(404, "not-found", victor.get(path + draft));
        expectProblem(403, "right-missing", victor.get(path + "/revisions" + published));
        oscar.follow(olivia);
        for (String each : List.of(path, path + "/revisions")) {
            expectProblem(404, "not-found", olivia.get(each + before));
            expectProblem(400, "bad-request", olivia.get(each + "?asOf=never"));
            expectProblem(404, "not-found", oscar.get(each + published));
        }

        // A story that is found to tell of somebody who lives is not seen as it was, either.
        expect(
                204,
                olivia.post(
                        path + "/revisions",
                        Map.of("title", "Third", "text", "Liv.", "people", List.of(mira, living))));
        expect(204, olivia.post(path + "/publication", Map.of()));
        victor.follow(olivia);
        expectProblem(404, "not-found", victor.get(path + published));
        assertThat(olivia.read(path + published).path("text").asString()).isEqualTo("One.");
    }
}
