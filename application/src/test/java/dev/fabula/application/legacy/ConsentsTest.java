package dev.fabula.application.legacy;

import static dev.fabula.application.TestCaller.expect;
import static dev.fabula.application.TestCaller.expectProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Consents as those who keep them read them, over HTTP. */
class ConsentsTest {

    private static TestApplication application;
    private static TestCaller olivia;
    private static TestCaller clara;
    private static TestCaller victor;
    private static TestCaller oscar;

    @BeforeAll
    static void start() throws Exception {
        application = TestApplication.start(ConsentsTest.class, List.of(), "--spring.profiles.active=local");
        olivia = new TestCaller(application, "&tenant=alder&user=olivia");
        clara = new TestCaller(application, "&tenant=alder&user=clara");
        victor = new TestCaller(application, "&tenant=alder&user=victor");
        oscar = new TestCaller(application, "&tenant=birch&user=oscar");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static String person(String legacy, String name, Map<?, ?>... facts) throws Exception {
        return expect(
                        201,
                        olivia.post(
                                "/api/legacies/" + legacy + "/people",
                                Map.of("names", List.of(Map.of("full", name)), "facts", List.of(facts))))
                .path("person")
                .asString();
    }

    private static List<String> listed(JsonNode page) {
        return page.path("consents")
                .valueStream()
                .map(each ->
                        each.path("name").asString() + " " + each.path("state").asString())
                .toList();
    }

    @Test
    void whoKeepsConsentsSeesWhereTheyStandAndHowTheyCameToBe() throws Exception {
        expect(201, olivia.post("/api/legacies", Map.of("slug", "keeping", "name", "Keeping")));
        String consents = "/api/legacies/keeping/consents";
        String ada = person("keeping", "Ada /Vale/", Map.of("kind", "birth", "date", "1990"));
        String ben = person("keeping", "Ben /Vale/");
        String cleo = person("keeping", "Cleo /Vale/");
        String dead = person("keeping", "Dead /Vale/", Map.of("kind", "death", "date", "1990"));
        String old = person("keeping", "Old /Vale/", Map.of("kind", "birth", "date", "1790"));
        String ofOld = person("keeping", "Ofold /Vale/");
        expect(
                201,
                olivia.post(
                        "/api/legacies/keeping/relationships",
                        Map.of("kind", "parent-child", "from", ofOld, "to", old)));
        String code = expect(201, olivia.post(consents, Map.of("person", ben, "contact", "by letter")))
                .path("code")
                .asString();
        expect(204, olivia.post(consents + "/grant", Map.of("person", cleo, "evidence", "a signed letter")));

        assertThat(listed(olivia.read(consents)))
                .containsExactly("Ada Vale unasked", "Ben Vale asked", "Cleo Vale consented");
        assertThat(listed(olivia.read(consents + "?state=unasked"))).containsExactly("Ada Vale unasked");
        assertThat(listed(olivia.read(consents + "?state=asked"))).containsExactly("Ben Vale asked");
        assertThat(listed(olivia.read(consents + "?state=consented"))).containsExactly("Cleo Vale consented");

        expect(204, victor.post(consents + "/grant", Map.of("person", ben, "code", code)));
        expect(204, victor.post(consents + "/withdraw", Map.of("person", ben, "code", code)));
        olivia.follow(victor);
        JsonNode bens = olivia.read(consents + "/" + ben);
        assertThat(bens.path("state").asString()).isEqualTo("asked");
        assertThat(bens.path("living").asBoolean()).isTrue();
        assertThat(bens.path("history")
                        .valueStream()
                        .map(step -> step.path("happened").asString() + " "
                                + step.path("actor").asString()))
                .containsExactly("requested olivia", "granted victor", "withdrawn victor");
        assertThat(bens.path("history").get(0).path("at").asString()).endsWith("Z");
        assertThat(bens.toString()).doesNotContain("by letter");
        assertThat(olivia.read(consents + "/" + dead).path("living").asBoolean())
                .isFalse();
        assertThat(olivia.read(consents + "/" + ada).path("history")).isEmpty();

        for (String path : List.of(consents, consents + "/" + ada)) {
            clara.follow(olivia);
            expectProblem(403, "right-missing", clara.get(path));
            expectProblem(403, "right-missing", victor.get(path));
            oscar.follow(olivia);
            expectProblem(404, "not-found", oscar.get(path));
        }
        expectProblem(404, "not-found", olivia.get(consents + "/01J8Z000000000000000000042"));
        JsonNode wrong = expect(400, olivia.get(consents + "?state=maybe"));
        assertThat(wrong.path("detail").asString()).isEqualTo("state is unasked, asked or consented");
    }

    @Test
    void consentsArePagedPastTheDead() throws Exception {
        expect(201, olivia.post("/api/legacies", Map.of("slug", "many", "name", "Many")));
        for (int i = 0; i < 4; i++) {
            // By their family dead long since, which the list learns of each page.
            String dead = person("many", "Dead" + i + " /Vale/");
            String old = person(
                    "many",
                    "Old" + i + " /Vale/",
                    Map.of("kind", "death", "date", "1800"),
                    Map.of("kind", "birth", "date", "1700"));
            expect(
                    201,
                    olivia.post(
                            "/api/legacies/many/relationships",
                            Map.of("kind", "parent-child", "from", old, "to", dead)));
            person("many", "Living" + i + " /Vale/");
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = olivia.read("/api/legacies/many/consents?limit=3" + cursor);
            seen.addAll(listed(page));
            cursor = page.path("cursor").isString()
                    ? "&cursor=" + page.path("cursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        assertThat(seen)
                .containsExactly(
                        "Living0 Vale unasked", "Living1 Vale unasked", "Living2 Vale unasked", "Living3 Vale unasked");
        expectProblem(400, "bad-request", olivia.get("/api/legacies/many/consents?cursor=x"));
    }
}
