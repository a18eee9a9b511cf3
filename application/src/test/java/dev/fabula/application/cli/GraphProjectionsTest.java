package dev.fabula.application.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.TestApplication;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.postgres.Erasures;
import dev.fabula.eventstore.privacy.Subject;
import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.ServerKind;
import dev.fabula.local.testing.TestServers;
import dev.fabula.projection.runtime.ProjectionNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Driver;

/** A graph is operated from the command line like any other read model. */
class GraphProjectionsTest {

    private static final TenantId ALDER = new TenantId("alder");
    private static final String NAME = ErasedSubjectsGraph.NAME;

    @TempDir
    private Path data;

    private String run(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        try (CommandProcess command = CommandProcess.start(all.toArray(String[]::new))) {
            String said = command.finish();
            assertThat(command.status()).as(said).isZero();
            return said;
        }
    }

    @Test
    void aGraphIsRebuiltPromotedRolledBackAndDropped() throws Exception {
        Endpoint neo4j = TestServers.of(ServerKind.NEO4J);
        try (TestApplication application = TestApplication.start(
                GraphProjectionsTest.class,
                List.of(ErasedSubjectsGraph.class),
                "--spring.profiles.active=local",
                "--fabula.projections.rhythm=100ms",
                "--fabula.neo4j.uri=bolt://" + neo4j.host() + ":" + neo4j.port(),
                "--fabula.neo4j.username=" + neo4j.username(),
                "--fabula.neo4j.password=" + neo4j.password(),
                "--fabula.neo4j.prefix=",
                "--fabula.local.cli-secret=" + LocalSecrets.cliSecret(data))) {
            new RunFile(application.uri("").toString(), ProcessHandle.current().pid(), true).write(data);
            application
                    .bean(Erasures.class)
                    .erase(
                            new Subject(ALDER, "ann"),
                            "asked for it",
                            EventMetadata.of(ALDER, new ActorId("otto"), ActorKind.USER));
            assertThat(application.bean(ProjectionNode.class).freshness().await(NAME, 1, Duration.ofSeconds(60)))
                    .isTrue();
            Driver driver = application.bean(Driver.class);
            assertThat(reasons(driver, "_1")).containsExactly("asked for it");

            assertThat(run("projections").lines()).anyMatch(line -> line.matches(NAME + " +1 +1 +current +1 +0 +0 +-"));
            assertThat(run("rebuild", NAME, "--workers", "1", "--wait"))
                    .contains(NAME + " generation 2 is ready: equal to the live one in all 1 row");
            assertThat(run("rebuild", "promote", NAME)).contains("is promoted");
            assertThat(reasons(driver, "_2")).containsExactly("asked for it");
            assertThat(run("rebuild", "rollback", NAME)).contains("is rolled back");
            assertThat(reasons(driver, "_1")).containsExactly("asked for it");
            assertThat(run("rebuild", "drop", NAME)).contains("no generation from before any more");
        }
    }

    /** What readers see, which is in the generation of that ending. */
    private static List<String> reasons(Driver driver, String generation) {
        try (var session = driver.session()) {
            return session.run(
                            "MATCH (shown:Generation {projection: $graph}) WHERE shown.target ENDS WITH $generation"
                                    + " MATCH (s:ErasedSubject {generation: shown.target, tenant: 'alder', key: 'ann'})"
                                    + " RETURN s.reason",
                            Map.of("graph", NAME.replace('-', '_'), "generation", generation))
                    .list(row -> row.get(0).asString());
        }
    }
}
