package dev.fabula.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.local.supervisor.LocalServers;
import dev.fabula.local.supervisor.ServerKind;
import dev.fabula.local.testing.TestDatabase;
import dev.fabula.projection.neo4j.GraphSettings;
import dev.fabula.projection.neo4j.Neo4jSink;
import dev.fabula.projection.neo4j.TestGraph;
import dev.fabula.projection.postgres.PostgresSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Driver;

/** A Neo4j that is not there, comes, and is killed with kill -9 in the middle of batches: nothing is lost or doubled. */
class GraphKillTest {

    private static final Path HOME = Path.of(System.getProperty("fabula.home", "../.."));
    private static final String NAME = "library-graph";
    private static final GraphSettings QUICK =
            new GraphSettings(2_500, 2, 3, Duration.ofSeconds(30), Duration.ofMinutes(1));

    @TempDir
    private Path folder;

    private static List<Registered<?, ?>> registered(DataSource operate, Driver driver) {
        return List.of(
                new Registered<>(new BookCards(), new PostgresSink<>(operate, "book_card", BookCard.class)),
                new Registered<>(
                        new LibraryGraph(NAME, 1),
                        new Neo4jSink<>(driver, operate, "library", LibraryGraph.MAPPING, Map.of(), QUICK)));
    }

    private static long pid(LocalServers servers) {
        return servers.status().getFirst().pid();
    }

    private static void kill(LocalServers servers) {
        TestLibrary.await("Neo4j to run", () -> pid(servers) > 0);
        ProcessHandle.of(pid(servers)).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void readModelsWaitForItAndCatchUpWhateverItWasKilledAt() {
        SplittableRandom random = new SplittableRandom(9);
        try (TestDatabase database = TestDatabase.create(GraphKillTest.class);
                LocalServers servers =
                        LocalServers.open(HOME, folder.resolve("data"), EnumSet.of(ServerKind.NEO4J), (_, _) -> {});
                Driver driver = TestGraph.connect(servers.endpoint(ServerKind.NEO4J))) {
            TestLibrary.migrate(database.access());
            try (TestLibrary library = new TestLibrary(
                    database.access(), "one", TestLibrary.QUICK, operate -> registered(operate, driver))) {
                Story story = new Story(9);
                story.goOn(library, 200);
                library.settle("book-cards");
                assertThat(library.projections().freshness().reached(NAME)).isZero();

                servers.start();
                library.settle(NAME);

                Thread writer = Thread.ofPlatform().start(() -> story.goOn(library, 2_000));
                for (int kills = 0; kills < 2; kills++) {
                    long before = library.projections().freshness().reached(NAME);
                    TestLibrary.await(
                            "batches after a kill",
                            () -> !writer.isAlive()
                                    || library.projections().freshness().reached(NAME) > before);
                    sleep(random.nextInt(400));
                    kill(servers);
                    // Other read models go on meanwhile.
                    library.settle("book-cards");
                }
                join(writer);
                library.settle(NAME, "book-cards");

                assertThat(library.operations().verify(NAME).equal()).isTrue();
                library.operations().rebuild(NAME, null, 2, "otto");
                TestLibrary.await(
                        "it to be filled", () -> library.rebuild(NAME).rebuild().state() != Rebuild.State.QUEUED);
                kill(servers);
                library.awaitRebuild(NAME, Rebuild.State.READY);
                assertThat(library.verification(NAME)).satisfies(verification -> {
                    assertThat(verification.equal()).as(verification.toString()).isTrue();
                    assertThat(verification.rows()).isGreaterThan(200);
                });
                try (var session = driver.session()) {
                    assertThat(session.run("MATCH (n:Element) WITH n.identity AS i, count(*) AS c WHERE c > 1 RETURN i")
                                    .list())
                            .isEmpty();
                    assertThat(session.run("MATCH ()-[r]->() WITH r.identity AS i, count(*) AS c WHERE c > 1 RETURN i")
                                    .list())
                            .isEmpty();
                }
            }
        }
    }

    private static void join(Thread writer) {
        try {
            writer.join();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
