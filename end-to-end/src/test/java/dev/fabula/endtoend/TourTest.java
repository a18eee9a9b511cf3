package dev.fabula.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The tour, command by command as it is written; then the same installation while its servers are killed one after the
 * other; then everything that can be read, compared with what history says.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TourTest {

    private static final Duration A_COMMAND = Duration.ofMinutes(2);
    private static final Duration A_TOUR = Duration.ofMinutes(8);
    private static final Duration COMING_BACK = Duration.ofMinutes(2);
    private static final Duration AWAY_UNDER_TRAFFIC = Duration.ofSeconds(3);
    private static final long LOOK_MILLIS = 200;

    @TempDir
    private static Path folder;

    private static Packaged fabula;
    private static Somebody olivia;
    private static Somebody otto;

    @BeforeAll
    static void start() throws Exception {
        fabula = Packaged.start(folder);
        olivia = new Somebody(fabula.url(), fabula.run(A_COMMAND, "token").strip());
        otto = new Somebody(
                fabula.url(),
                fabula.run(A_COMMAND, "token", "--role", "operator").strip());
    }

    @AfterAll
    static void stop() throws Exception {
        olivia.close();
        otto.close();
        fabula.close();
    }

    @Test
    @Order(1)
    void theTourIsAsItIsWritten() throws Exception {
        String said = fabula.shell(blocks(Path.of(System.getProperty("fabula.home"), "docs", "tour.md")), A_TOUR);
        assertThat(said)
                .contains("The Vales, 16 people")
                .contains("\"title\":\"The bridge, otherwise\"")
                .contains("Johann Reiss")
                .contains("\"code\":\"not-found\"")
                .contains("The drowned bell")
                .contains("asyncapi: 3.")
                .contains("/dashboard#token=")
                .contains("is promoted")
                .contains("is rolled back");
    }

    /** What the page has between lines of three backticks, as one script. */
    private static String blocks(Path page) throws Exception {
        StringBuilder script = new StringBuilder();
        boolean within = false;
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("```")) {
                within = line.equals("```sh");
            } else if (within) {
                script.append(line).append('\n');
            }
        }
        assertThat(script).isNotEmpty();
        return script.toString();
    }

    @Test
    @Order(2)
    void serversThatAreKilledInTurnLoseNothingAndDelayNobody() throws Exception {
        String person = Somebody.json(olivia.get("/api/legacies/vale/people?q=vale"))
                .path("people")
                .path(0)
                .path("person")
                .asString();
        try (Traffic traffic = new Traffic(olivia, "vale", person)) {
            for (List<String> server : List.of(
                    List.of("elasticsearch", "ElasticsearchServer"),
                    List.of("neo4j", "Neo4jServer"),
                    List.of("kafka", "KafkaServer"))) {
                int before = traffic.memories().size();
                fabula.kill(server.getLast());
                await(server.getFirst() + " is missed", () -> !isUp(server.getFirst()));
                Thread.sleep(AWAY_UNDER_TRAFFIC);
                await(server.getFirst() + " is back", () -> isUp(server.getFirst()));
                await("memories are written again", () -> traffic.memories().size() > before + 3);
            }
            traffic.end();
            System.out.println("traffic while servers were killed: " + traffic.tally());
            for (int i = 0; i < traffic.memories().size(); i++) {
                String title = Traffic.title(i);
                await(title + " is found", () -> isFound(title));
            }
        }
    }

    private static boolean isUp(String server) throws Exception {
        return Somebody.json(otto.get("/actuator/health"))
                .path("components")
                .path(server)
                .path("status")
                .asString("")
                .equals("UP");
    }

    private static boolean isFound(String title) throws Exception {
        var answer = olivia.get("/api/search?kinds=story&mode=keyword&q="
                + URLEncoder.encode('"' + title + '"', StandardCharsets.UTF_8));
        if (answer.statusCode() != 200) {
            return false;
        }
        for (JsonNode hit : Somebody.json(answer).path("hits")) {
            if (hit.path("title").asString().equals(title)) {
                return true;
            }
        }
        return false;
    }

    private interface Question {
        boolean ask() throws Exception;
    }

    private static void await(String what, Question question) throws Exception {
        long deadline = System.nanoTime() + COMING_BACK.toNanos();
        while (!question.ask()) {
            assertThat(System.nanoTime()).as("in time: " + what).isLessThan(deadline);
            Thread.sleep(LOOK_MILLIS);
        }
    }

    @Test
    @Order(3)
    void everyViewIsWhatAFreshRebuildOfItIs() throws Exception {
        await(
                "all have caught up",
                () -> projections(each -> sum(each, "lagPositions") > 0).isEmpty());
        for (String open : projections(
                each -> each.path("rebuild").path("state").asString("").equals("ready"))) {
            fabula.run(A_COMMAND, "rebuild", "cancel", open);
        }
        fabula.run(A_TOUR, "rebuild", "--all", "--wait");
        assertThat(projections(each ->
                        !each.path("rebuild").path("verification").path("equal").asBoolean()))
                .as("found equal")
                .isEmpty();
        assertThat(projections(each -> sum(each, "deadLetters") > 0)).isEmpty();
        for (JsonNode feed : Somebody.json(otto.get("/api/admin/feeds")).path("feeds")) {
            fabula.run(A_COMMAND, "feeds", "verify", feed.path("name").asString());
        }
    }

    /** Over all of its generations. */
    private static long sum(JsonNode projection, String of) {
        long sum = 0;
        for (JsonNode generation : projection.path("generations")) {
            sum += generation.path(of).asLong();
        }
        return sum;
    }

    private static List<String> projections(Predicate<JsonNode> which) throws Exception {
        List<String> names = new ArrayList<>();
        JsonNode all = Somebody.json(otto.get("/api/admin/projections")).path("projections");
        assertThat(all).hasSizeGreaterThan(15);
        for (JsonNode each : all) {
            if (which.test(each)) {
                names.add(each.path("name").asString());
            }
        }
        return names;
    }
}
