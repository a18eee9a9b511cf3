package dev.fabula.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.local.supervisor.DatabaseAccess;
import dev.fabula.local.supervisor.LocalServers;
import dev.fabula.local.supervisor.PostgresDatabases;
import dev.fabula.local.supervisor.ServerKind;
import dev.fabula.local.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing acknowledged is lost, whatever is killed. */
class KillTest {

    private static final int KILLS = 6;

    private final SplittableRandom random = new SplittableRandom(System.nanoTime());

    @Test
    void twoProcessesAppendAtOnceAndAreKilledAgainAndAgain() throws Exception {
        try (TestDatabase database = TestDatabase.create(KillTest.class)) {
            TestHistory.migrate(database.access());
            Ledger ledger = new Ledger();
            List<String> contested = List.of(Ulids.next(), Ulids.next());
            try (TestHistory history = new TestHistory(database.access());
                    TailReader reader = new TailReader(history)) {
                for (int i = 0; i < KILLS / 2; i++) {
                    WriterJvm one = new WriterJvm(database.access(), random.nextLong(), contested, ledger);
                    WriterJvm two = new WriterJvm(database.access(), random.nextLong(), contested, ledger);
                    one.awaitReady();
                    two.awaitReady();
                    Thread.sleep(200 + random.nextInt(300));
                    one.kill();
                    Thread.sleep(random.nextInt(100));
                    two.kill();
                }
                awaitNoWriter(history);
                assertThat(ledger.acknowledged()).isGreaterThan(100);
                long head = history.node().history().head();
                Ledger.assertDense(reader.stopAfter(head));
                ledger.assertHolds(history.all());
            }
        }
    }

    /** The server may still be busy with the last statement of somebody who is gone. */
    private static void awaitNoWriter(TestHistory history) throws InterruptedException {
        while (!history.ask(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'"
                                + " AND usename = 'fabula_append'")
                .equals("0")) {
            Thread.sleep(20);
        }
    }

    @Test
    void postgresIsKilledAgainAndAgainInTheMiddleOfCommits(@TempDir Path folder) throws Exception {
        try (LocalServers servers = LocalServers.open(
                Path.of(System.getProperty("fabula.home")), folder, EnumSet.of(ServerKind.POSTGRES), (_, _) -> {})) {
            servers.start();
            servers.ready(ServerKind.POSTGRES).join();
            DatabaseAccess access = PostgresDatabases.prepare(
                    servers.endpoint(ServerKind.POSTGRES), "history", folder.resolve("secrets"));
            TestHistory.migrate(access);
            Ledger ledger = new Ledger();
            try (TestHistory history = new TestHistory(access);
                    TailReader reader = new TailReader(history)) {
                List<String> contested = List.of(Ulids.next(), Ulids.next());
                try (Writers _ = new Writers(history, 24, random.nextLong(), contested, ledger, _ -> {})) {
                    for (int i = 0; i < KILLS; i++) {
                        int before = ledger.acknowledged();
                        while (ledger.acknowledged() < before + 100) {
                            Thread.sleep(10);
                        }
                        Thread.sleep(random.nextInt(50));
                        killPostmaster(folder);
                    }
                    int before = ledger.acknowledged();
                    while (ledger.acknowledged() < before + 100) {
                        Thread.sleep(10);
                    }
                }
                long head = history.node().history().head();
                Ledger.assertDense(reader.stopAfter(head));
                ledger.assertAgreesWith(history.all());
            }
        }
    }

    private static void killPostmaster(Path folder) throws IOException, InterruptedException {
        Path file;
        try (var files = Files.walk(folder, 4)) {
            file = files.filter(path -> path.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
        }
        ProcessHandle postmaster = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(file).getFirst().strip()))
                .orElseThrow();
        postmaster.destroyForcibly();
        while (postmaster.isAlive()) {
            Thread.sleep(5);
        }
    }
}
