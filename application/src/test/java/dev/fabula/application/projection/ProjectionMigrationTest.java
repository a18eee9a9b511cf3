package dev.fabula.application.projection;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.fabula.application.history.PostgresProperties;
import dev.fabula.local.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProjectionMigrationTest {

    private static final int NODES = 4;
    private static final int STARTS = 3;

    @Test
    void nodesThatStartTogetherDoNotStopEachOther() {
        try (TestDatabase database = TestDatabase.create(ProjectionMigrationTest.class)) {
            var owner = database.access().owner();
            PostgresProperties postgres =
                    new PostgresProperties(database.access().url(), owner.user(), owner.password(), "", "", "", "");
            for (int start = 0; start < STARTS; start++) {
                List<CompletableFuture<Void>> nodes =
                        Stream.generate(() -> start(postgres)).limit(NODES).toList();
                assertThatCode(() -> CompletableFuture.allOf(nodes.toArray(CompletableFuture<?>[]::new))
                                .join())
                        .doesNotThrowAnyException();
            }
        }
    }

    private static CompletableFuture<Void> start(PostgresProperties postgres) {
        return CompletableFuture.runAsync(
                () -> new ProjectionMigration(postgres),
                work -> Thread.ofPlatform().start(work));
    }
}
