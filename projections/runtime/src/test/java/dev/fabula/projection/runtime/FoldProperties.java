package dev.fabula.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.local.testing.TestDatabase;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever happened and whenever a node was restarted: live, rebuilt and freshly folded are the same. */
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
                    story.goOn(library, 100 + random.nextInt(400));
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

    private static TestLibrary library(TestDatabase database, String node) {
        return new TestLibrary(database.access(), node, TestLibrary.QUICK, new BookCards(), new ShelfCounts());
    }
}
