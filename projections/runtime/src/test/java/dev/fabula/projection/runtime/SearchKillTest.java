package dev.fabula.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import dev.fabula.local.supervisor.LocalServers;
import dev.fabula.local.supervisor.ServerKind;
import dev.fabula.local.testing.TestDatabase;
import dev.fabula.projection.elasticsearch.SearchServer;
import dev.fabula.projection.elasticsearch.SearchSettings;
import dev.fabula.projection.elasticsearch.TestSearch;
import dev.fabula.projection.postgres.PostgresSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An Elasticsearch that is not there, comes, and is killed with kill -9 in the middle of batches: nothing is lost. */
class SearchKillTest {

    private static final Path HOME = Path.of(System.getProperty("fabula.home", "../.."));
    private static final String NAME = "book-notices";

    @TempDir
    private Path folder;

    private static List<Registered<?, ?>> registered(DataSource operate, Rest5Client client) {
        return List.of(
                new Registered<>(new BookCards(), new PostgresSink<>(operate, "book_card", BookCard.class)),
                new SearchServer(client, operate, SearchSettings.DEFAULT, "")
                        .registered(new BookNotices(NAME, 1), BookNotices.MAPPING));
    }

    private static void kill(LocalServers servers) {
        TestLibrary.await(
                "Elasticsearch to run", () -> servers.status().getFirst().pid() > 0);
        ProcessHandle.of(servers.status().getFirst().pid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void readModelsWaitForItAndCatchUpWhateverItWasKilledAt() throws InterruptedException, IOException {
        SplittableRandom random = new SplittableRandom(9);
        try (TestDatabase database = TestDatabase.create(SearchKillTest.class);
                LocalServers servers = LocalServers.open(
                        HOME, folder.resolve("data"), EnumSet.of(ServerKind.ELASTICSEARCH), (_, _) -> {});
                Rest5Client client = TestSearch.connect(servers.endpoint(ServerKind.ELASTICSEARCH))) {
            TestLibrary.migrate(database.access());
            try (TestLibrary library = new TestLibrary(
                    database.access(), "one", TestLibrary.QUICK, operate -> registered(operate, client))) {
                Story story = new Story(9);
                story.goOn(library, 200);
                library.settle("book-cards");
                assertThat(library.projections().freshness().reached(NAME)).isZero();

                servers.start();
                library.settle(NAME);

                Thread writer = Thread.ofPlatform().start(() -> story.goOn(library, 800));
                for (int kills = 0; kills < 2; kills++) {
                    long before = library.projections().freshness().reached(NAME);
                    TestLibrary.await(
                            "batches after a kill",
                            () -> !writer.isAlive()
                                    || library.projections().freshness().reached(NAME) > before);
                    Thread.sleep(random.nextInt(400));
                    kill(servers);
                    // Other read models go on meanwhile.
                    library.settle("book-cards");
                }
                writer.join();
                library.settle(NAME, "book-cards");

                assertThat(library.operations().verify(NAME).equal()).isTrue();
                library.operations().rebuild(NAME, null, 2, "otto");
                TestLibrary.await(
                        "it to be filled", () -> library.rebuild(NAME).rebuild().state() != Rebuild.State.QUEUED);
                kill(servers);
                library.awaitRebuild(NAME, Rebuild.State.READY);
                assertThat(library.verification(NAME)).satisfies(verification -> {
                    assertThat(verification.equal()).as(verification.toString()).isTrue();
                    assertThat(verification.rows()).isGreaterThan(10);
                });
            }
        }
    }
}
