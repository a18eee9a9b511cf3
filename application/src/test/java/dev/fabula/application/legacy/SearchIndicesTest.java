package dev.fabula.application.legacy;

import static dev.fabula.application.TestCaller.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.postgres.Erasures;
import dev.fabula.eventstore.privacy.Subject;
import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.ServerKind;
import dev.fabula.local.testing.TestServers;
import dev.fabula.projection.runtime.ProjectionOperations;
import dev.fabula.query.ReadModelProgress;
import dev.fabula.readschema.ReadSearch;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is in the search indices, seen raw, past aliases and filters: of whom nobody may know, not a word. */
class SearchIndicesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static TestApplication application;
    private static TestCaller olivia;
    private static String server;
    private static String prefix;

    @BeforeAll
    static void start() throws Exception {
        Endpoint at = TestServers.of(ServerKind.ELASTICSEARCH);
        server = "http://" + at.host() + ":" + at.port();
        application = TestApplication.start(
                SearchIndicesTest.class,
                List.of(),
                "--spring.profiles.active=local",
                "--fabula.elasticsearch.url=" + server);
        prefix = application.arguments().stream()
                .filter(argument -> argument.startsWith("--fabula.elasticsearch.prefix="))
                .map(argument -> argument.substring(argument.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
        olivia = new TestCaller(application, "&tenant=alder&user=olivia");
    }

    @AfterAll
    static void stop() throws Exception {
        application.close();
        for (String index :
                new TreeSet<>(ask("GET", "/" + prefix + "*/_alias", "").propertyNames())) {
            ask("DELETE", "/" + index, "");
        }
    }

    private static JsonNode ask(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(server + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return expect(200, answer);
    }

    /** Everything in all indices of this installation, tombstones and older generations as well. */
    private static String everything() throws Exception {
        long head = application.bean(History.class).head();
        for (String name : List.of("search-stories", "search-people", "search-story-sessions", "chunks")) {
            assertThat(application.bean(ReadModelProgress.class).await(name, head, PATIENCE))
                    .as(name)
                    .isTrue();
        }
        return ask("POST", "/" + prefix + "*/_search", "{\"size\":10000,\"query\":{\"match_all\":{}}}")
                .path("hits")
                .path("hits")
                .toString();
    }

    /** The titles that readers of an alias find. */
    private static Set<String> found(String alias, String query) throws Exception {
        everything();
        Set<String> titles = new TreeSet<>();
        ask("POST", "/" + prefix + alias + "/_search", "{\"size\":1000,\"query\":" + query + "}")
                .path("hits")
                .path("hits")
                .forEach(hit -> titles.add(hit.path("_source").path("title").asString()));
        return titles;
    }

    private static String legacy(String slug) throws Exception {
        expect(201, olivia.post("/api/legacies", Map.of("slug", slug, "name", slug)));
        return "/api/legacies/" + slug;
    }

    private static String person(String legacy, String name, Map<?, ?>... facts) throws Exception {
        return expect(
                        201,
                        olivia.post(
                                legacy + "/people",
                                Map.of("names", List.of(Map.of("full", name)), "facts", List.of(facts))))
                .path("person")
                .asString();
    }

    private static String story(String legacy, String title, String text) throws Exception {
        return expect(201, olivia.post(legacy + "/stories", Map.of("title", title, "text", text)))
                .path("story")
                .asString();
    }

    @Test
    void ofLivingPeopleThereIsNotAWordUnlessTheyConsentAndNoneOnceTheyWithdraw() throws Exception {
        String legacy = legacy("living");
        person(legacy, "Livia /Quillfeather/", Map.of("kind", "birth", "date", "1990", "place", "Quillhaven"));
        person(legacy, "Unknown /Quillmist/");
        person(legacy, "Dead /Quillstone/", Map.of("kind", "death", "date", "1900", "place", "Quillgrave"));
        String ben = person(legacy, "Ben /Quillwright/");
        assertThat(everything())
                .contains("Quillstone", "Quillgrave")
                .doesNotContain("Quillfeather", "Quillhaven", "Quillmist", "Quillwright");

        expect(204, olivia.post(legacy + "/consents/grant", Map.of("person", ben, "evidence", "a signed quillpaper")));
        assertThat(everything()).contains("Quillwright").doesNotContain("quillpaper");
        expect(204, olivia.post(legacy + "/consents/withdraw", Map.of("person", ben)));
        assertThat(everything()).doesNotContain("Quillwright");
        assertThat(found(ReadSearch.PEOPLE, ReadSearch.peopleSeen(List.of()))).contains("Dead Quillstone");
    }

    @Test
    void ofARemovedStoryThereIsNotAWordUntilItIsRestored() throws Exception {
        String legacy = legacy("removed");
        String story = story(legacy, "The zephyrmill", "It turned in the zephyrwind.");
        expect(204, olivia.put("/api/stories/" + story + "/tags", Map.of("tags", List.of("zephyrtag"))));
        expect(204, olivia.post("/api/stories/" + story + "/publication", Map.of()));
        assertThat(everything()).contains("zephyrmill", "zephyrwind", "zephyrtag");
        expect(204, olivia.delete("/api/stories/" + story));
        assertThat(everything()).doesNotContain("zephyr");
        expect(204, olivia.post("/api/stories/" + story + "/restoration", Map.of()));
        assertThat(everything()).contains("zephyrmill", "zephyrwind", "zephyrtag");
    }

    @Test
    void whoIsErasedIsInNoDocumentAnyMoreNorInOnesThatAreBuiltAnew() throws Exception {
        String legacy = legacy("erased");
        String dead = person(legacy, "Dora /Umbrafield/", Map.of("kind", "death", "date", "1900"));
        TestCaller clara = new TestCaller(application, "&tenant=alder&user=clara");
        clara.follow(olivia);
        String story = expect(
                        201,
                        clara.post(legacy + "/stories", Map.of("title", "Umbralight", "text", "The umbradark comes.")))
                .path("story")
                .asString();
        olivia.follow(clara);
        expect(204, olivia.post("/api/stories/" + story + "/publication", Map.of()));
        assertThat(everything()).contains("Umbrafield", "Umbralight", "umbradark");

        for (String subject : List.of(dead, "clara")) {
            application
                    .bean(Erasures.class)
                    .erase(
                            new Subject(new TenantId("alder"), subject),
                            "they asked for it",
                            EventMetadata.of(new TenantId("alder"), new ActorId("otto"), ActorKind.USER));
        }
        assertThat(everything()).doesNotContainIgnoringCase("umbra");
        ProjectionOperations operations = application.bean(ProjectionOperations.class);
        for (String name : List.of("search-stories", "search-people", "chunks")) {
            assertThat(operations.verify(name))
                    .satisfies(sample ->
                            assertThat(sample.equal()).as(sample.toString()).isTrue());
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    english, Running mills,        run
                    german,  Die alten Häuser,     haus
                    french,  Les chevaux de guerre, cheval
                    spanish, Las canciones viejas, canción
                    """)
    void wordsAreFoundByTheirStemsInEachLanguage(String language, String title, String word) throws Exception {
        String legacy = legacy("stems-" + language);
        story(legacy, title, "-");
        assertThat(ReadSearch.LANGUAGES).contains(language);
        assertThat(found(ReadSearch.STORIES, "{\"match\":{\"title." + language + "\":\"" + word + "\"}}"))
                .contains(title);
        assertThat(found(ReadSearch.STORIES, "{\"match\":{\"title\":\"" + word + "\"}}"))
                .doesNotContain(title);
    }

    @Test
    void accentsAndCapitalsDoNotMatterNorDoesALetterThatIsWrong() throws Exception {
        String legacy = legacy("folded");
        story(legacy, "Ærøskøbing im Überfluß", "-");
        assertThat(found(ReadSearch.STORIES, "{\"match\":{\"title\":\"aeroskobing\"}}"))
                .contains("Ærøskøbing im Überfluß");
        assertThat(found(ReadSearch.STORIES, "{\"match\":{\"title\":{\"query\":\"UBERFLUS\",\"fuzziness\":\"AUTO\"}}}"))
                .contains("Ærøskøbing im Überfluß");
    }
}
