package dev.fabula.application.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.TestApplication;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.postgres.Erasures;
import dev.fabula.eventstore.privacy.Subject;
import dev.fabula.projection.runtime.Freshness;
import dev.fabula.projection.runtime.ProjectionNode;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Read models, operated from the command line. */
class ProjectionsCommandTest {

    private static final TenantId ALDER = new TenantId("alder");

    @TempDir
    private Path data;

    private TestApplication application;

    @BeforeEach
    void start() throws Exception {
        application = TestApplication.start(
                ProjectionsCommandTest.class,
                List.of(),
                "--spring.profiles.active=local",
                "--fabula.projections.rhythm=100ms",
                "--fabula.local.cli-secret=" + LocalSecrets.cliSecret(data));
        String url = application.uri("").toString();
        new RunFile(url, ProcessHandle.current().pid(), true).write(data);
        for (String subject : List.of("ann", "ben")) {
            application
                    .bean(Erasures.class)
                    .erase(
                            new Subject(ALDER, subject),
                            "asked for it",
                            EventMetadata.of(ALDER, new ActorId("otto"), ActorKind.USER));
        }
        Freshness freshness = application.bean(ProjectionNode.class).freshness();
        assertThat(freshness.await("erasures", 2, Duration.ofSeconds(30))).isTrue();
    }

    @AfterEach
    void stop() {
        application.close();
    }

    private String run(int status, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        try (CommandProcess command = CommandProcess.start(all.toArray(String[]::new))) {
            String said = command.finish();
            assertThat(command.status()).as(said).isEqualTo(status);
            return said;
        }
    }

    private void operate(String sql) throws Exception {
        var access = application.access();
        try (var connection = DriverManager.getConnection(
                        access.url(), access.operate().user(), access.operate().password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aReadModelIsRebuiltComparedPromotedRolledBackAndDropped() throws Exception {
        assertThat(run(0, "rebuild", "erasures", "--workers", "1", "--wait"))
                .contains("erasures generation 2 is ready: equal to the live one in all 2 rows");
        assertThat(run(0, "projections").lines())
                .anyMatch(
                        line -> line.matches("NAME +VERSION +GENERATION +STATE +POSITION +LAG +DEAD LETTERS +REBUILD"))
                .anyMatch(line -> line.matches("erasures +1 +1 +current +2 +0 +0 +ready: equal"))
                .anyMatch(line -> line.matches("erasures +1 +2 +following +2 +0 +0"));
        assertThat(run(1, "rebuild", "--all")).contains("a rebuild of erasures is open; promote or cancel it first");

        operate("UPDATE read_generation.erasure_2 SET reason = 'tampered with' WHERE subject = 'ann'");
        assertThat(run(1, "rebuild", "verify", "erasures"))
                .contains("compared     1 key differs, of 2 rows")
                .contains("differs      alder/ann")
                .contains("fabula: erasures: 1 key differs");
        assertThat(run(1, "rebuild", "promote", "erasures"))
                .startsWith("fabula: ")
                .contains("differs from the live one in 1 keys")
                .hasLineCount(1);
        assertThat(run(0, "rebuild", "promote", "erasures", "--accept", "to see it"))
                .contains("erasures is promoted");
        assertThat(run(0, "rebuild", "status", "erasures"))
                .contains("state        promoted")
                .contains("asked by     otto")
                .contains("accepted     to see it");
        assertThat(run(0, "rebuild", "rollback", "erasures")).contains("is rolled back");
        assertThat(run(0, "rebuild", "drop", "erasures")).contains("no generation from before any more");
        assertThat(run(1, "rebuild", "drop", "erasures")).contains("erasures has no generation from before");

        run(0, "rebuild", "erasures", "--rate", "1");
        assertThat(run(0, "rebuild", "pause", "erasures")).contains("is paused");
        assertThat(run(0, "rebuild", "resume", "erasures")).contains("goes on");
        assertThat(run(0, "rebuild", "cancel", "erasures")).contains("is cancelled");
        assertThat(run(1, "rebuild", "pause", "erasures")).contains("no rebuild of erasures is open");
    }

    @Test
    void deadLettersAreListedShownRetriedAndDiscarded() throws Exception {
        operate("INSERT INTO projection.dead_letter (generation_id, tenant_id, key, position, error, stack, attempts)"
                + " SELECT id, 'alder', key, position, 'it broke', 'at some.Fold', 1 FROM projection.generation,"
                + " (VALUES ('ann', 1), ('ben', 2)) AS letter (key, position) WHERE state = 'current'");
        String list = run(0, "dead-letters", "erasures");
        assertThat(list).contains("it broke");
        List<String> ids = list.lines()
                .filter(line -> line.contains("it broke"))
                .map(line -> line.split(" ")[0])
                .toList();
        assertThat(run(0, "dead-letters", "erasures", "show", ids.get(0)))
                .contains("alder/ann at position 1")
                .contains("privacy.subject-key-destroyed")
                .contains("at some.Fold");
        assertThat(run(0, "dead-letters", "erasures", "retry", ids.get(0))).contains("nothing is parked");
        assertThat(run(2, "dead-letters", "erasures", "discard", ids.get(1)))
                .contains("Missing required option: '--reason=R'");
        assertThat(run(0, "dead-letters", "erasures", "discard", ids.get(1), "--reason", "a test"))
                .contains("discarded; 0 still parked");
        assertThat(run(1, "dead-letters", "erasures", "show", ids.get(1))).contains("there is no dead letter");
        assertThat(run(0, "dead-letters", "erasures")).contains("nothing is parked of erasures");
    }

    @Test
    void whatIsNotThereIsRefusedAndWhatIsWrongIsExplained() throws Exception {
        assertThat(run(1, "rebuild", "no-such")).isEqualToIgnoringNewLines("fabula: there is no projection no-such");
        assertThat(run(1, "dead-letters", "no-such")).contains("there is no projection no-such");
        assertThat(run(2, "rebuild", "erasures", "--rate", "fast"))
                .contains("--rate is a number of events a second, or yielding")
                .contains("Usage: fabula rebuild");
        for (String[] wrong : new String[][] {
            {"rebuild"},
            {"rebuild", "erasures", "--all"},
            {"rebuild", "erasures", "--workers", "65"},
            {"rebuild", "pause"},
            {"dead-letters"},
            {"dead-letters", "erasures", "show", "x"}
        }) {
            assertThat(FabulaCommand.execute(wrong)).as(String.join(" ", wrong)).isEqualTo(2);
        }
        try (CommandProcess nothing = CommandProcess.start(
                "projections", "--data", data.resolve("nothing").toString())) {
            assertThat(nothing.finish()).contains("nothing runs on");
            assertThat(nothing.status()).isEqualTo(1);
        }
    }
}
