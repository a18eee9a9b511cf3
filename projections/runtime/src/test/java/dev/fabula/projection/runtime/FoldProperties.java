package dev.fabula.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.local.testing.TestDatabase;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever happened, whenever a node was restarted and a batch came again: live, rebuilt and freshly folded are the same. */
class FoldProperties {

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void liveIsRebuiltIsFolded(@ForAll long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        try (TestDatabase database = TestDatabase.create(FoldProperties.class)) {
            TestLibrary.migrate(database.access());
            Story story = new Story(seed);
            for (int life = 0; life < 3; life++) {
                try (TestLibrary library = library(database, "life-" + life)) {
                    library.resume(story.books());
                    Thread writer = Thread.ofPlatform().start(() -> story.goOn(library, 300));
                    while (writer.isAlive()) {
                        Thread.sleep(50 + random.nextInt(200));
                        if (random.nextInt(3) == 0) {
                            breakConnections(database);
                        }
                    }
                    writer.join();
                    if (random.nextBoolean()) {
                        Thread.sleep(random.nextInt(300));
                    }
                }
            }
            try (TestLibrary library = library(database, "last")) {
                library.settle("book-cards", "shelf-counts");
                for (String name : new String[] {"book-cards", "shelf-counts"}) {
                    String table = name.replace('-', '_').replaceAll("s$", "");
                    Map<String, String> live = library.rows(table);
                    assertThat(library.operations().verify(name))
                            .as("a sample against fresh folds")
                            .satisfies(sample -> assertThat(sample.equal())
                                    .as(sample.toString())
                                    .isTrue());
                    library.operations().rebuild(name, null, 1 + random.nextInt(3), "otto");
                    library.awaitRebuild(name, Rebuild.State.READY);
                    assertThat(library.verification(name).equal())
                            .as(library.verification(name).toString())
                            .isTrue();
                    assertThat(library.generation(table + "_2")).isEqualTo(live);
                }
            }
        }
    }

    /** In the middle of whatever batches are under way, which come again. */
    private static void breakConnections(TestDatabase database) {
        TestLibrary.ask(
                database.access(),
                database.access().operate(),
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND usename = current_user AND pid <> pg_backend_pid()");
    }

    private static TestLibrary library(TestDatabase database, String node) {
        return new TestLibrary(database.access(), node, TestLibrary.QUICK, new BookCards(), new ShelfCounts());
    }
}
