package dev.fabula.projection.projectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.local.supervisor.DatabaseAccess;
import dev.fabula.local.testing.TestDatabase;
import dev.fabula.projection.runtime.ProjectionSchema;
import dev.fabula.projection.runtime.Registered;
import dev.fabula.readschema.ReadSchema;
import dev.fabula.readschema.analytics.Analytics;
import dev.fabula.readschema.jooq.ReadModel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class ProjectorsTest {

    private static PGSimpleDataSource as(DatabaseAccess access, DatabaseAccess.Login login) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(access.url());
        database.setUser(login.user());
        database.setPassword(login.password());
        return database;
    }

    @Test
    void everyTemplateHasItsProjectionAndEveryProjectionItsTemplate() {
        try (TestDatabase test = TestDatabase.create(ProjectorsTest.class)) {
            ReadSchema.migrate(as(test.access(), test.access().owner()));
            ProjectionSchema.migrate(as(test.access(), test.access().owner()));

            List<Registered<?, ?>> all =
                    Projectors.all(as(test.access(), test.access().operate()));

            assertThat(all.stream().map(registered -> registered.sink().target(1)))
                    .containsExactlyInAnyOrderElementsOf(Stream.of(ReadModel.READ_MODEL, Analytics.ANALYTICS)
                            .flatMap(schema -> schema.getTables().stream())
                            .map(table -> table.getName() + "_1")
                            .toList());
            assertThat(all.stream().map(Registered::name)).contains("erasures");
        }
    }
}
