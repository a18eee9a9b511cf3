package dev.fabula.application.legacy;

import static dev.fabula.application.TestCaller.expect;
import static dev.fabula.application.TestCaller.expectProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.Rebuilt;
import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import dev.fabula.application.TestNode;
import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.LocalServers;
import dev.fabula.local.supervisor.ServerKind;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Nodes die while they import, and Neo4j with them: another goes on, and readers see all of it or nothing. */
class ImportKillTest {

    private static final Path HOME = Path.of(System.getProperty("fabula.home", ".."));
    private static final int PEOPLE = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    /** Everybody but the first is a child of two before them. */
    private static byte[] tree() {
        StringBuilder file = new StringBuilder("0 HEAD\n1 GEDC\n2 VERS 7.0\n");
        StringBuilder families = new StringBuilder();
        for (int i = 0; i < PEOPLE; i++) {
            file.append("0 @I").append(i).append("@ INDI\n1 NAME P").append(i).append(" /Vale/\n1 DEAT Y\n");
            if (i % 4 == 2) {
                file.append("1 FAMS @F").append(i).append("@\n");
                families.append("0 @F")
                        .append(i)
                        .append("@ FAM\n1 HUSB @I")
                        .append(i)
                        .append("@\n1 CHIL @I")
                        .append(i + 1)
                        .append("@\n1 CHIL @I")
                        .append(Math.min(i + 4, PEOPLE - 1))
                        .append("@\n1 MARR Y\n");
            }
        }
        return file.append(families).append("0 TRLR\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anImportIsFinishedByWhoeverIsLeftAndNobodySeesHalfOfIt() throws Exception {
        try (LocalServers servers =
                LocalServers.open(HOME, folder.resolve("data"), EnumSet.of(ServerKind.NEO4J), (_, _) -> {})) {
            Endpoint neo4j = servers.endpoint(ServerKind.NEO4J);
            try (TestApplication survivor = TestApplication.start(
                    ImportKillTest.class,
                    List.of(),
                    "--spring.profiles.active=local",
                    "--db-scheduler.heartbeat-interval=1s",
                    "--db-scheduler.polling-interval=1s",
                    "--fabula.neo4j.uri=bolt://" + neo4j.host() + ":" + neo4j.port(),
                    "--fabula.neo4j.username=" + neo4j.username(),
                    "--fabula.neo4j.password=" + neo4j.password())) {
                whileItIsAway(survivor, servers);
                killed(survivor, servers);
            }
        }
    }

    /** Everything but the graph goes on without Neo4j, and the graph is what it should be when it is there. */
    private static void whileItIsAway(TestApplication survivor, LocalServers servers) throws Exception {
        TestCaller olivia = new TestCaller(survivor, "&tenant=alder&user=olivia");
        expect(201, olivia.post("/api/legacies", Map.of("slug", "away", "name", "Away")));
        List<String> ids = new ArrayList<>();
        for (String name : List.of("Ann /Vale/", "Ben /Vale/")) {
            ids.add(expect(
                            201,
                            olivia.post(
                                    "/api/legacies/away/people",
                                    Map.of("names", List.of(Map.of("full", name)), "sex", "female")))
                    .path("person")
                    .asString());
        }
        expect(
                201,
                olivia.post(
                        "/api/legacies/away/relationships",
                        Map.of("kind", "parent-child", "from", ids.get(0), "to", ids.get(1))));
        assertThat(olivia.read("/api/legacies/away/people").path("people")).hasSize(2);
        String question = "/api/graph/relationship?from=" + ids.get(1) + "&to=" + ids.get(0);
        HttpResponse<String> refused = new TestCaller(survivor, "&tenant=alder&user=olivia").get(question);
        expectProblem(503, "graph-unavailable", refused);
        servers.start();
        await(() -> {
            HttpResponse<String> answer = olivia.get(question);
            return answer.statusCode() == 200
                    && TestApplication.json(answer).path("words").asString().equals("mother");
        });
    }

    private static void killed(TestApplication survivor, LocalServers servers) throws Exception {
        TestCaller olivia = new TestCaller(survivor, "&tenant=alder&user=olivia");
        expect(201, olivia.post("/api/legacies", Map.of("slug", "killed", "name", "Killed")));
        Set<Integer> seen = new ConcurrentSkipListSet<>();
        AtomicBoolean watching = new AtomicBoolean(true);
        Thread watcher = Thread.ofVirtual().start(() -> watch(survivor, seen, watching));
        String id;
        try (TestNode first = TestNode.start(survivor)) {
            id = expect(
                            202,
                            first.post(
                                    survivor.bearer("&tenant=alder&user=olivia"),
                                    "/api/legacies/killed/import",
                                    "application/octet-stream",
                                    HttpRequest.BodyPublishers.ofByteArray(tree())))
                    .path("import")
                    .asString();
            String path = "/api/legacies/killed/imports/" + id;
            await(() -> olivia.get(path).statusCode() == 200);
            Thread.sleep(ThreadLocalRandom.current().nextInt(0, 800));
            // SIGKILL: nothing of it gets to say goodbye.
            first.kill();
            ProcessHandle.of(servers.status().getFirst().pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
        String path = "/api/legacies/killed/imports/" + id;
        await(() -> !olivia.read(path).path("state").asString().equals("running"));
        JsonNode report = olivia.read(path);
        assertThat(report.path("state").asString()).as(report.toString()).isEqualTo("complete");
        assertThat(report.path("people").path("added").asInt()).isEqualTo(PEOPLE);
        assertThat(report.path("relationships").path("unchanged").asInt()).isZero();
        await(() -> seen.contains(PEOPLE));
        watching.set(false);
        watcher.join();
        assertThat(new TreeSet<>(seen)).as("what readers saw").isSubsetOf(0, PEOPLE);
        servers.ready(ServerKind.NEO4J).join();
        Rebuilt.all(survivor, List.of("kin", "person", "relationship", "gedcom-record", "gedcom-import"));
    }

    /** How many people there are, as readers count them. */
    private static void watch(TestApplication survivor, Set<Integer> seen, AtomicBoolean watching) {
        try {
            TestCaller reader = new TestCaller(survivor, "&tenant=alder&user=olivia");
            while (watching.get()) {
                seen.add(reader.read("/api/legacies/killed")
                        .path("counts")
                        .path("people")
                        .asInt());
                Thread.sleep(10);
            }
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("in vain").isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
