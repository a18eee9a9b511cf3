package dev.fabula.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.projection.runtime.ProjectionOperations;
import dev.fabula.projection.runtime.Rebuild;
import java.util.List;
import java.util.Objects;

/** Builds read models anew beside those that are shown, has them found equal, and shows them instead. */
public final class Rebuilt {

    private Rebuilt() {}

    public static void all(TestApplication application, List<String> readModels) throws InterruptedException {
        ProjectionOperations operations = application.bean(ProjectionOperations.class);
        for (String name : readModels) {
            var _ = operations.rebuild(name, null, 1, "test");
        }
        for (String name : readModels) {
            while (rebuild(operations, name).state() != Rebuild.State.READY) {
                assertThat(rebuild(operations, name).state()).isNotEqualTo(Rebuild.State.FAILED);
                Thread.sleep(50);
            }
            assertThat(operations.verify(name).equal()).as(name).isTrue();
            var _ = operations.promote(name, null, "test");
        }
    }

    private static Rebuild rebuild(ProjectionOperations operations, String name) {
        return Objects.requireNonNull(operations.status(name).rebuild()).rebuild();
    }
}
