package dev.fabula.application.search;

import static dev.fabula.application.TestCaller.expect;
import static dev.fabula.application.TestCaller.expectProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.Rebuilt;
import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.postgres.Erasures;
import dev.fabula.eventstore.privacy.Subject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Searching as people do it, over HTTP, on real servers. */
class SearchingTest {

    private static final SearchIndex INDEX = new SearchIndex(SearchingTest.class);
    private static TestApplication application;
    private static TestCaller olivia;
    private static TestCaller edgar;
    private static TestCaller clara;
    private static TestCaller victor;
    private static TestCaller gwen;
    private static TestCaller oscar;

    @BeforeAll
    static void start() throws Exception {
        application = INDEX.start(SearchingTest.class);
        olivia = new TestCaller(application, "&tenant=alder&user=olivia");
        edgar = new TestCaller(application, "&tenant=alder&user=edgar");
        clara = new TestCaller(application, "&tenant=alder&user=clara");
        victor = new TestCaller(application, "&tenant=alder&user=victor");
        gwen = new TestCaller(application, "&tenant=alder&user=gwen");
        oscar = new TestCaller(application, "&tenant=birch&user=oscar");
    }

    @AfterAll
    static void stop() throws Exception {
        application.close();
        INDEX.dropAll();
    }

    private static void legacy(String slug) throws Exception {
        expect(201, olivia.post("/api/legacies", Map.of("slug", slug, "name", "The " + slug)));
    }

    private static String story(TestCaller by, String legacy, String title, String text, String... people)
            throws Exception {
        return expect(
                        201,
                        by.post(
                                "/api/legacies/" + legacy + "/stories",
                                Map.of("title", title, "text", text, "people", List.of(people))))
                .path("story")
                .asString();
    }

    private static String published(String legacy, String title, String text, String... people) throws Exception {
        String story = story(olivia, legacy, title, text, people);
        expect(204, olivia.post("/api/stories/" + story + "/publication", Map.of()));
        return story;
    }

    private static String path(String q, String more) {
        return "/api/search?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8) + more;
    }

    /** What somebody finds, once all that was told can be found. */
    private static JsonNode find(TestCaller who, String q, String more) throws Exception {
        who.follow(SearchIndex.awaitVectors(application));
        return who.read(path(q, more));
    }

    private static List<String> ids(JsonNode result) {
        List<String> ids = new ArrayList<>();
        result.path("hits").forEach(hit -> ids.add(hit.path("id").asString()));
        return ids;
    }

    private static List<String> markedInBody(JsonNode hit) {
        List<String> marked = new ArrayList<>();
        for (JsonNode highlight : hit.path("highlights")) {
            if (highlight.path("field").asString().equals("body")) {
                String text = highlight.path("text").asString();
                highlight
                        .path("marks")
                        .forEach(place -> marked.add(text.substring(
                                place.path(0).asInt(), place.path(1).asInt())));
            }
        }
        return marked;
    }

    @Test
    void findsByWordsStemsTyposPhrasesAndNames() throws Exception {
        legacy("words");
        String boat = published("words", "The boat", "Grandfather was building boats in the old shed by the harbour.");
        String barn = published("words", "The barn", "The shed by the old harbour burned down in one night.");
        String garten = published("words", "Im Garten", "Die Häuser standen leer, und niemand goss die Gärten.");
        for (String words : List.of("building", "built boat", "buildng boats", "harbuor boats")) {
            assertThat(ids(find(olivia, words, "&mode=keyword&legacy=words")))
                    .as(words)
                    .startsWith(boat);
        }
        assertThat(ids(find(olivia, "\"shed by the old harbour\"", "&mode=keyword")))
                .containsExactly(barn);
        assertThat(ids(find(olivia, "Haus Garten", "&mode=keyword&legacy=words")))
                .startsWith(garten);
        expect(
                201,
                olivia.post(
                        "/api/legacies/words/people",
                        Map.of(
                                "names",
                                List.of(Map.of("full", "Wilhelmina /Ashdown/")),
                                "facts",
                                List.of(Map.of("kind", "death", "date", "1931")))));
        JsonNode person =
                find(olivia, "wilhelmina ashdon", "&kinds=person").path("hits").path(0);
        assertThat(person.path("kind").asString()).isEqualTo("person");
        assertThat(person.path("title").asString()).isEqualTo("Wilhelmina Ashdown");

        JsonNode hit = find(olivia, "boats", "&mode=hybrid&explain=true&legacy=words")
                .path("hits")
                .path(0);
        assertThat(hit.path("passage").path("text").asString()).contains("building boats");
        assertThat(hit.path("passage").path("source").asString()).isEqualTo(boat);
        assertThat(hit.path("passage").path("revision").asInt()).isEqualTo(1);
        JsonNode why = hit.path("explanation");
        assertThat(why.path("keyword").path("rank").asInt()).isEqualTo(1);
        double sum = 1.0 / (60 + why.path("keyword").path("rank").asInt())
                + why.path("weight").asDouble()
                        * (1.0 / (60 + why.path("semantic").path("rank").asInt()));
        assertThat(why.path("weight").asDouble()).isEqualTo(0.02);
        assertThat(why.path("fused").asDouble()).isEqualTo(sum);
        assertThat(why.path("matched").toString()).contains("body");
        assertThat(markedInBody(hit)).contains("boats");
        JsonNode mistyped = find(olivia, "harbuor", "&mode=keyword&legacy=words")
                .path("hits")
                .path(0);
        assertThat(markedInBody(mistyped)).as("what was meant").containsExactly("harbour");

        // Another tenant finds nothing of it, whatever it names.
        assertThat(ids(find(oscar, "boats harbour", ""))).isEmpty();
        expectProblem(404, "not-found", oscar.get(path("boats", "&legacy=words")));
    }

    @Test
    void aDraftIsFoundByWhoMayReadItAndByNobodyElse() throws Exception {
        legacy("drafts");
        String story = story(clara, "drafts", "Quicksilver", "The quicksilver mine closed before the war.");
        olivia.follow(clara);
        for (String mode : List.of("&mode=keyword", "&mode=semantic", "&mode=hybrid")) {
            for (TestCaller may : List.of(olivia, edgar, clara)) {
                assertThat(ids(find(may, "quicksilver mine", mode + "&legacy=drafts")))
                        .containsExactly(story);
            }
            JsonNode none = find(victor, "quicksilver mine", mode + "&legacy=drafts");
            assertThat(ids(none)).isEmpty();
            assertThat(none.path("total").path("value").asInt()).isZero();
            assertThat(none.path("facets").toString()).doesNotContain("story");
            assertThat(ids(find(gwen, "quicksilver mine", mode))).isEmpty();
        }
        expect(204, olivia.put("/api/legacies/drafts/members/victor", Map.of("role", "viewer", "story", story)));
        victor.follow(olivia);
        assertThat(ids(find(victor, "quicksilver mine", "&legacy=drafts"))).containsExactly(story);

        // What is published is found by all, the next draft again by few.
        expect(204, clara.post("/api/stories/" + story + "/publication", Map.of()));
        expect(
                204,
                clara.post(
                        "/api/stories/" + story + "/revisions",
                        Map.of("title", "Quicksilver", "text", "The cinnabar galleries were flooded first.")));
        TestCaller vera = new TestCaller(application, "&tenant=alder&user=victor");
        assertThat(ids(find(clara, "cinnabar galleries", "&legacy=drafts"))).containsExactly(story);
        JsonNode old = find(edgar, "quicksilver mine", "&mode=keyword&legacy=drafts");
        // Who edits it sees the last revision, whose title alone says so.
        assertThat(old.path("hits").path(0).path("revision").asInt()).isEqualTo(2);
        expect(204, olivia.delete("/api/legacies/drafts/members/victor?story=" + story));
        vera.follow(olivia);
        JsonNode seen = find(vera, "quicksilver mine", "&legacy=drafts");
        assertThat(ids(seen)).containsExactly(story);
        assertThat(seen.path("hits").path(0).path("revision").asInt()).isEqualTo(1);
        assertThat(find(vera, "cinnabar galleries flooded", "&legacy=drafts").toString())
                .doesNotContain("cinnabar");
    }

    @Test
    void aStoryOfSomebodyWhoLivesIsNeitherFoundNorCountedByOutsiders() throws Exception {
        legacy("livingsearch");
        String young = expect(
                        201,
                        olivia.post(
                                "/api/legacies/livingsearch/people",
                                Map.of("names", List.of(Map.of("full", "Young /Zephyrine/")))))
                .path("person")
                .asString();
        String story = published("livingsearch", "Zephyrine", "Zephyrine fell ill in the summer.", young);
        String other = published("livingsearch", "Summer", "A summer without Zephyrine was quiet.");
        assertThat(ids(find(olivia, "zephyrine summer", "&kinds=story"))).contains(story, other);
        JsonNode seen = find(victor, "zephyrine", "&mode=keyword&explain=true");
        assertThat(ids(seen)).containsExactly(other);
        assertThat(seen.path("total").path("value").asInt()).isEqualTo(1);
        assertThat(seen.path("hits")
                        .path(0)
                        .path("explanation")
                        .path("keyword")
                        .path("rank")
                        .asInt())
                .isEqualTo(1);
        assertThat(seen.toString()).doesNotContain("ill in", young, story);
    }

    @Test
    void pagesAreOfOneListWhateverIsWrittenMeanwhile() throws Exception {
        legacy("paging");
        Set<String> written = new HashSet<>();
        for (int i = 0; i < 9; i++) {
            written.add(published("paging", "Marigold " + i, "The marigold of year " + (1900 + i) + " was late."));
        }
        String where = "&limit=4&legacy=paging";
        JsonNode page = find(olivia, "marigold", where);
        assertThat(page.path("total").path("value").asInt()).isEqualTo(9);
        List<String> seen = new ArrayList<>(ids(page));
        String first = page.path("cursor").asString();
        for (int i = 0; i < 5; i++) {
            published("paging", "Marigold marigold", "Marigold marigold marigold " + i);
        }
        String removed =
                written.stream().filter(id -> !seen.contains(id)).findFirst().orElseThrow();
        expect(204, olivia.delete("/api/stories/" + removed));
        SearchIndex.awaitVectors(application);
        while (page.path("cursor").isString()) {
            page = olivia.read(
                    path("marigold", where + "&cursor=" + page.path("cursor").asString()));
            seen.addAll(ids(page));
        }
        written.remove(removed);
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);

        expectProblem(400, "cursor-of-another-query", olivia.get(path("marigolds", where + "&cursor=" + first)));
        expectProblem(
                400, "cursor-of-another-query", olivia.get(path("marigold", where + "&mode=keyword&cursor=" + first)));
        edgar.follow(olivia);
        expectProblem(400, "cursor-of-another-query", edgar.get(path("marigold", where + "&cursor=" + first)));
        expectProblem(400, "cursor-malformed", olivia.get(path("marigold", where + "&cursor=e30")));
        expectProblem(400, "cursor-malformed", olivia.get(path("marigold", where + "&cursor=%21")));
        // Its last page has been read, and so it is kept no more.
        expectProblem(410, "cursor-expired", olivia.get(path("marigold", where + "&cursor=" + first)));
    }

    @Test
    void whatIsRemovedOrErasedIsFoundNoMoreNotEvenInTheIndexItself() throws Exception {
        legacy("removal");
        String story = published("removal", "Vermilion", "The vermilion wagon was sold in Trieste.");
        assertThat(ids(find(olivia, "vermilion wagon", "&legacy=removal"))).containsExactly(story);
        assertThat(INDEX.everything("chunks")).contains("vermilion wagon");
        expect(204, olivia.delete("/api/stories/" + story));
        assertThat(ids(find(olivia, "vermilion wagon", "&legacy=removal"))).isEmpty();
        assertThat(INDEX.everything("chunks")).doesNotContain("vermilion");
        expect(204, olivia.post("/api/stories/" + story + "/restoration", Map.of()));
        assertThat(ids(find(olivia, "vermilion wagon", "&mode=semantic&legacy=removal")))
                .containsExactly(story);

        String edgars = story(edgar, "removal", "Saltpetre", "The saltpetre cave was his secret.");
        assertThat(ids(find(edgar, "saltpetre cave", "&legacy=removal"))).contains(edgars);
        long all = SearchIndex.count(application, "SELECT count(*) FROM platform.embedding");
        assertThat(SearchIndex.count(
                        application, "SELECT count(*) FROM platform.embedding WHERE 'edgar' = ANY (subjects)"))
                .isEqualTo(1);
        TenantId alder = new TenantId("alder");
        application
                .bean(Erasures.class)
                .erase(
                        new Subject(alder, "edgar"),
                        "asked for it",
                        EventMetadata.of(alder, new ActorId("olivia"), ActorKind.USER));
        assertThat(ids(find(olivia, "saltpetre cave", "&legacy=removal"))).doesNotContain(edgars);
        assertThat(INDEX.everything("chunks")).doesNotContain("saltpetre");
        assertThat(SearchIndex.count(application, "SELECT count(*) FROM platform.embedding"))
                .isEqualTo(all - 1);
        SearchIndex.change(
                application,
                "INSERT INTO platform.embedding_work (tenant_id, kind, source, again) VALUES" + " ('alder', 'story', '"
                        + edgars + "', true)");
        SearchIndex.awaitVectors(application);
        assertThat(SearchIndex.count(application, "SELECT count(*) FROM platform.embedding"))
                .isEqualTo(all - 1);
    }

    @Test
    void aRebuildMakesNoVectorAndFindsTheSame() throws Exception {
        legacy("rebuilding");
        published("rebuilding", "Obsidian", "An obsidian blade lay in the drawer.");
        published("rebuilding", "Drawer", "In the drawer were letters and a knife of black glass.");
        JsonNode before = find(olivia, "obsidian blade drawer", "&mode=semantic&legacy=rebuilding");
        assertThat(ids(before)).hasSize(2);
        long head = application.bean(History.class).head();
        long vectors = SearchIndex.count(application, "SELECT count(*) FROM platform.embedding");
        Rebuilt.all(application, List.of("chunks"));
        JsonNode after = find(olivia, "obsidian blade drawer", "&mode=semantic&legacy=rebuilding");
        assertThat(after).isEqualTo(before);
        assertThat(application.bean(History.class).head()).isEqualTo(head);
        assertThat(SearchIndex.count(application, "SELECT count(*) FROM platform.embedding"))
                .isEqualTo(vectors);
    }

    @Test
    void aStoryIsFoundByTheChunkThatSaysIt() throws Exception {
        legacy("long");
        String filler = "The weather that week was like the weather of the week before it. ";
        String story = published(
                "long",
                "A long letter",
                filler.repeat(60) + "Nobody remembers the pelican of Lisbon. " + filler.repeat(60));
        JsonNode hit = find(olivia, "pelican of Lisbon", "&mode=semantic&legacy=long")
                .path("hits")
                .path(0);
        assertThat(hit.path("id").asString()).isEqualTo(story);
        assertThat(hit.path("passage").path("text").asString()).contains("pelican of Lisbon");
        assertThat(hit.path("passage").path("chunk").asInt()).isPositive();
    }

    @Test
    void onesOwnSessionsAreFoundByWhatTheirBeatsSayAndOthersAreNot() throws Exception {
        JsonNode started = TestApplication.json(victor.post(
                "/api/story/start",
                Map.of("premise", "A cartographer looks for an island of turquoise", "genres", List.of("fantasy"))));
        String session = started.path("session").asString();
        JsonNode found = find(victor, "cartographer turquoise island", "&kinds=session");
        assertThat(ids(found)).contains(session);
        assertThat(found.path("facets").path("genres").toString()).contains("fantasy");
        assertThat(ids(find(victor, "cartographer island", "&kinds=session&mode=semantic")))
                .contains(session);
        assertThat(ids(find(olivia, "cartographer turquoise island", "&kinds=session")))
                .doesNotContain(session);
        assertThat(ids(find(victor, "cartographer", "&kinds=session&from=2001-01-01&to=2001-12-31")))
                .isEmpty();
    }

    @Test
    void whatIsOutOfBoundsIsRefusedByName() throws Exception {
        assertThat(expect(400, olivia.get(path("x".repeat(301), "")))
                        .path("detail")
                        .asString())
                .contains("300", "fabula.search.longest-query");
        assertThat(expect(400, olivia.get(path("a ".repeat(33), "")))
                        .path("detail")
                        .asString())
                .contains("32");
        assertThat(expect(400, olivia.get(path("a", "&explain=perhaps")))
                        .path("detail")
                        .asString())
                .isEqualTo("explain is true or false");
        expect(400, olivia.get(path("a", "&limit=51")));
        expect(400, olivia.get(path("a", "&limit=0")));
        expect(400, olivia.get(path("a", "&mode=fuzzy")));
        expect(400, olivia.get(path("a", "&kinds=secret")));
        expect(400, olivia.get(path("a", "&from=tomorrow")));
        expect(400, olivia.get(path("\"\"", "")));
        expect(400, olivia.get("/api/search"));
        expectProblem(404, "not-found", olivia.get(path("a", "&legacy=nowhere")));
    }

    @Test
    void markupInATextIsNeverMarkupInAnAnswer() throws Exception {
        legacy("markup");
        published("markup", "<b>Bold</b>", "A <script>alert('turmeric')</script> in turmeric.");
        JsonNode hit = find(olivia, "turmeric", "&mode=keyword&legacy=markup")
                .path("hits")
                .path(0);
        JsonNode mark = hit.path("highlights").path(0);
        assertThat(mark.path("text").asString()).contains("<script>").doesNotContain("<em>", "\ue000");
        assertThat(mark.path("marks").size()).isEqualTo(2);
    }
}
