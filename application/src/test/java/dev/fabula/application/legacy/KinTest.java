package dev.fabula.application.legacy;

import static dev.fabula.application.TestCaller.expect;
import static dev.fabula.application.TestCaller.expectProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.Rebuilt;
import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.ServerKind;
import dev.fabula.local.testing.TestServers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who is related to whom, over HTTP and a real graph. */
class KinTest {

    private static TestApplication application;
    private static TestCaller olivia;
    private static TestCaller victor;
    private static TestCaller oscar;
    private static final Map<String, String> PEOPLE = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        Endpoint neo4j = TestServers.of(ServerKind.NEO4J);
        application = TestApplication.start(
                KinTest.class,
                List.of(),
                "--spring.profiles.active=local",
                "--fabula.neo4j.uri=bolt://" + neo4j.host() + ":" + neo4j.port(),
                "--fabula.neo4j.username=" + neo4j.username(),
                "--fabula.neo4j.password=" + neo4j.password());
        olivia = new TestCaller(application, "&tenant=alder&user=olivia");
        victor = new TestCaller(application, "&tenant=alder&user=victor");
        oscar = new TestCaller(application, "&tenant=birch&user=oscar");
        expect(201, olivia.post("/api/legacies", Map.of("slug", "kin", "name", "Kin")));
        for (String name : List.of(
                "Gran:female",
                "Grandad:male",
                "Mum:female",
                "Uncle:male",
                "Aunt:female",
                "Dad:male",
                "Me:male",
                "Cousin:female",
                "Stepmum:female",
                "Half:female",
                "Child:female",
                "Grandchild:male",
                "Twice:male",
                "Stranger:male")) {
            String[] parts = name.split(":");
            PEOPLE.put(
                    parts[0],
                    expect(
                                    201,
                                    olivia.post(
                                            "/api/legacies/kin/people",
                                            Map.of(
                                                    "sex", parts[1],
                                                    "names", List.of(Map.of("full", parts[0] + " /Vale/")),
                                                    "facts", List.of(Map.of("kind", "death", "date", "1900")))))
                            .path("person")
                            .asString());
        }
        for (String pair : List.of(
                "Gran>Mum",
                "Grandad>Mum",
                "Gran>Uncle",
                "Grandad>Uncle",
                "Mum>Me",
                "Dad>Me",
                "Uncle>Cousin",
                "Aunt>Cousin",
                "Dad>Half",
                "Stepmum>Half",
                "Me>Child",
                "Child>Grandchild")) {
            String[] ends = pair.split(">");
            joined("parent-child", ends[0], ends[1]);
        }
        for (String pair : List.of("Gran+Grandad", "Mum+Dad", "Uncle+Aunt", "Dad+Stepmum")) {
            String[] ends = pair.split("\\+");
            joined("partner", ends[0], ends[1]);
        }
        victor.follow(olivia);
        oscar.follow(olivia);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static String id(String name) {
        return String.valueOf(PEOPLE.get(name));
    }

    private static void joined(String kind, String from, String to) throws Exception {
        Map<String, Object> body = new HashMap<>(Map.of("kind", kind, "from", id(from), "to", id(to)));
        if (kind.equals("partner")) {
            body.put("facts", List.of(Map.of("kind", "marriage", "date", "1880")));
        }
        expect(201, olivia.post("/api/legacies/kin/relationships", body));
    }

    private static JsonNode relation(TestCaller caller, String from, String to) throws Exception {
        return caller.read("/api/graph/relationship?from=" + id(from) + "&to=" + id(to));
    }

    private static String words(String from, String to) throws Exception {
        return relation(olivia, from, to).path("words").asString();
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.path("people")
                .forEach(each -> names.add(each.path("name").asString().replace(" Vale", "")));
        return names;
    }

    @Test
    void peopleLearnHowTheyAreRelated() throws Exception {
        assertThat(words("Me", "Gran")).isEqualTo("grandmother");
        assertThat(words("Gran", "Me")).isEqualTo("grandson");
        assertThat(words("Me", "Uncle")).isEqualTo("uncle");
        assertThat(words("Me", "Cousin")).isEqualTo("first cousin");
        assertThat(words("Cousin", "Child")).isEqualTo("first cousin once removed");
        assertThat(words("Cousin", "Grandchild")).isEqualTo("first cousin twice removed");
        assertThat(words("Me", "Half")).isEqualTo("half-sister");
        assertThat(words("Me", "Stepmum")).isEqualTo("step-mother");
        assertThat(words("Dad", "Uncle")).isEqualTo("brother-in-law");
        assertThat(words("Aunt", "Gran")).isEqualTo("mother-in-law");
        assertThat(words("Me", "Me")).isEqualTo("self");
        JsonNode cousins = relation(olivia, "Me", "Cousin");
        assertThat(cousins.path("nearestCommonAncestors")).hasSize(2);
        assertThat(cousins.path("relationships").get(0).path("paths").get(0)).hasSize(5);
        assertThat(cousins.path("relationships")
                        .get(0)
                        .path("term")
                        .path("degree")
                        .asInt())
                .isOne();
        assertThat(relation(olivia, "Me", "Stranger").path("relationships")).isEmpty();
    }

    @Test
    void linesAreListedGenerationByGeneration() throws Exception {
        assertThat(names(olivia.read("/api/graph/people/" + id("Me") + "/ancestors?depth=1")))
                .containsExactlyInAnyOrder("Mum", "Dad");
        assertThat(names(olivia.read("/api/graph/people/" + id("Me") + "/ancestors")))
                .containsExactlyInAnyOrder("Mum", "Dad", "Gran", "Grandad");
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = olivia.read("/api/graph/people/" + id("Gran") + "/descendants?limit=2" + cursor);
            paged.addAll(names(page));
            cursor = page.path("cursor").isString()
                    ? "&cursor=" + page.path("cursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        assertThat(paged).containsExactlyInAnyOrder("Mum", "Uncle", "Me", "Cousin", "Child", "Grandchild");
        assertThat(olivia.read("/api/graph/people/" + id("Me") + "/relatives?depth=3")
                        .toString())
                .contains("step-mother", "half-sister", "grandmother", "uncle", "\"kind\":\"blood\"");
        assertThat(olivia.get("/api/graph/people/" + id("Me") + "/ancestors?depth=21")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void nobodyIsFoundByAnotherTenantAndTheLivingNotByOutsiders() throws Exception {
        expectProblem(404, "not-found", oscar.get("/api/graph/people/" + id("Me") + "/ancestors"));
        expectProblem(404, "not-found", oscar.get("/api/graph/relationship?from=" + id("Me") + "&to=" + id("Gran")));
        assertThat(relation(victor, "Me", "Cousin").path("words").asString()).isEqualTo("first cousin");
        expect(204, olivia.patch("/api/legacies/kin/people/" + id("Twice"), Map.of("living", "living")));
        joined("parent-child", "Twice", "Gran");
        victor.follow(olivia);
        assertThat(words("Gran", "Twice")).isEqualTo("father");
        expectProblem(
                404, "not-found", victor.get("/api/graph/relationship?from=" + id("Gran") + "&to=" + id("Twice")));
        assertThat(victor.read("/api/graph/people/" + id("Gran") + "/ancestors").toString())
                .doesNotContain(id("Twice"));
    }

    @Test
    void whoWereMergedAreOneInTheGraphAndTwoAgainAfterwards() throws Exception {
        expect(201, olivia.post("/api/legacies", Map.of("slug", "kin-merged", "name", "Merged")));
        List<String> ids = new ArrayList<>();
        for (String name : List.of("Ann", "Anna", "Ben")) {
            ids.add(expect(
                            201,
                            olivia.post(
                                    "/api/legacies/kin-merged/people",
                                    Map.of("names", List.of(Map.of("full", name)), "sex", "female")))
                    .path("person")
                    .asString());
        }
        expect(
                201,
                olivia.post(
                        "/api/legacies/kin-merged/relationships",
                        Map.of("kind", "parent-child", "from", ids.get(1), "to", ids.get(2))));
        String people = "/api/legacies/kin-merged/people/";
        String question = "/api/graph/relationship?from=" + ids.get(2) + "&to=" + ids.get(0);
        assertThat(olivia.read(question).path("relationships")).isEmpty();
        expect(204, olivia.post(people + ids.get(0) + "/merge", Map.of("merged", ids.get(1))));
        assertThat(olivia.read(question).path("words").asString()).isEqualTo("mother");
        expect(204, olivia.post(people + ids.get(0) + "/unmerge", Map.of("merged", ids.get(1))));
        assertThat(olivia.read(question).path("relationships")).isEmpty();
    }

    @Test
    void theGraphIsRebuiltAndAnswersTheSame() throws Exception {
        JsonNode before = relation(olivia, "Me", "Cousin");
        Rebuilt.all(application, List.of("kin"));
        assertThat(relation(olivia, "Me", "Cousin")).isEqualTo(before);
    }

    /** Whatever people do to a family, and in whatever order, the graph beside the live one becomes the same. */
    @Test
    void afterAnyHistoryTheGraphIsWhatARebuildMakes() throws Exception {
        expect(201, olivia.post("/api/legacies", Map.of("slug", "kin-random", "name", "Random")));
        SplittableRandom random = new SplittableRandom();
        String legacy = "/api/legacies/kin-random";
        List<String> people = new ArrayList<>();
        List<String> joined = new ArrayList<>();
        List<String> stories = new ArrayList<>();
        Map<Integer, Integer> answers = new TreeMap<>();
        for (int i = 0; i < 250; i++) {
            HttpResponse<String> answer = i < 12
                    ? olivia.post(legacy + "/people", Map.of("names", List.of(Map.of("full", "P" + i))))
                    : something(random, legacy, people, joined, stories);
            answers.merge(answer.statusCode(), 1, Integer::sum);
            if (answer.statusCode() == 201) {
                JsonNode made = TestApplication.json(answer);
                List<String> list = made.has("person") ? people : made.has("story") ? stories : joined;
                list.add(made.path(made.has("person") ? "person" : made.has("story") ? "story" : "relationship")
                        .asString());
            }
        }
        // No is an answer, too; nothing may break.
        assertThat(answers.keySet()).as(answers.toString()).allMatch(status -> status < 500);
        assertThat(answers.getOrDefault(204, 0)).as(answers.toString()).isGreaterThan(20);
        Rebuilt.all(application, List.of("kin", "person", "relationship", "legacy-story"));
    }

    private static HttpResponse<String> something(
            SplittableRandom random, String legacy, List<String> people, List<String> joined, List<String> stories)
            throws Exception {
        String one = people.get(random.nextInt(people.size()));
        String other = people.get(random.nextInt(people.size()));
        String person = legacy + "/people/" + one;
        String relationship = joined.isEmpty() ? "none" : joined.get(random.nextInt(joined.size()));
        String story = stories.isEmpty() ? "none" : stories.get(random.nextInt(stories.size()));
        return switch (random.nextInt(13)) {
            case 0 -> olivia.post(legacy + "/people", Map.of("names", List.of(Map.of("full", "New")), "sex", "male"));
            case 1, 2 ->
                olivia.post(
                        legacy + "/relationships",
                        Map.of("kind", "parent-child", "from", one, "to", other, "pedigree", "adopted"));
            case 3 ->
                olivia.post(
                        legacy + "/relationships",
                        Map.of(
                                "kind",
                                "partner",
                                "from",
                                one,
                                "to",
                                other,
                                "facts",
                                List.of(Map.of("kind", "marriage", "date", "1900"))));
            case 4 ->
                olivia.post(
                        legacy + "/relationships",
                        Map.of("kind", "association", "from", one, "to", other, "role", "godparent"));
            case 5 -> olivia.patch(legacy + "/relationships/" + relationship, Map.of("pedigree", "foster"));
            case 6 -> olivia.delete(legacy + "/relationships/" + relationship);
            case 7 -> olivia.patch(person, Map.of("sex", random.nextBoolean() ? "female" : "other"));
            case 8, 9 -> olivia.post(person + "/merge", Map.of("merged", other));
            case 10 -> olivia.post(person + "/unmerge", Map.of("merged", other));
            case 11 ->
                olivia.post(
                        legacy + "/stories",
                        Map.of("title", "Of them", "text", "Words.", "people", List.of(one, other)));
            default ->
                random.nextInt(4) == 0
                        ? olivia.delete(person)
                        : olivia.post(
                                "/api/stories/" + story + "/revisions",
                                Map.of("title", "Again", "text", "Others.", "people", List.of(other)));
        };
    }
}
