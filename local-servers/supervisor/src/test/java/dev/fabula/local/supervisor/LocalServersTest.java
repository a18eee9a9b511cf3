package dev.fabula.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is killed, nothing is left behind and nothing is lost. */
class LocalServersTest {

    private static final Path HOME = Path.of(System.getProperty("fabula.home", "../.."));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private LocalServers open() {
        LocalServers servers = LocalServers.open(
                HOME,
                folder.resolve("data"),
                EnumSet.of(ServerKind.POSTGRES),
                (kind, what) -> System.err.println(what));
        servers.start();
        servers.ready(ServerKind.POSTGRES).join();
        return servers;
    }

    private static Connection connect(LocalServers servers) throws SQLException {
        Endpoint at = servers.endpoint(ServerKind.POSTGRES);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + at.host() + ":" + at.port() + "/postgres", at.username(), at.password());
    }

    private static int countNotes(LocalServers servers) throws SQLException {
        try (Connection connection = connect(servers);
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM note")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void writeNote(LocalServers servers) throws SQLException {
        try (Connection connection = connect(servers);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS note (text text); INSERT INTO note VALUES ('kept')");
        }
    }

    private static long postmaster(Path data) throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .getFirst());
    }

    /** Waits for something that will surely come, however slow the machine is. */
    private static void eventually(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited " + PATIENCE).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static boolean gone(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    private static boolean served(LocalServers servers) {
        try {
            return countNotes(servers) == 1;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    @Test
    void dataAndPortSurviveAStop() throws Exception {
        int port;
        try (LocalServers servers = open()) {
            writeNote(servers);
            port = servers.endpoint(ServerKind.POSTGRES).port();
        }
        try (LocalServers servers = open()) {
            assertThat(countNotes(servers)).isEqualTo(1);
            assertThat(servers.endpoint(ServerKind.POSTGRES).port()).isEqualTo(port);
        }
    }

    @Test
    void aKilledServerIsStartedAgainWithItsData() throws Exception {
        try (LocalServers servers = open()) {
            writeNote(servers);
            kill(postmaster(servers.data()));
            eventually(() -> servers.status().getFirst().restarts() > 0 && served(servers));
        }
    }

    @Test
    void eachServerThatIsKilledComesBackAndTheOthersGoOn() throws Exception {
        EnumSet<ServerKind> all = EnumSet.allOf(ServerKind.class);
        try (LocalServers servers = LocalServers.open(
                HOME, folder.resolve("all"), all, (kind, what) -> System.err.println(kind.id() + " " + what))) {
            servers.start();
            all.forEach(kind -> servers.ready(kind).join());
            for (ServerKind kind : all) {
                kill(status(servers, kind).pid());
                eventually(() -> status(servers, kind).restarts() == 1
                        && status(servers, kind).state() == ServerStatus.State.READY);
            }
            assertThat(servers.status())
                    .allSatisfy(status -> assertThat(status.restarts()).isEqualTo(1));
        }
    }

    private static ServerStatus status(LocalServers servers, ServerKind kind) {
        return servers.status().stream()
                .filter(status -> status.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aKilledGuardTakesItsServerAlongAndBothComeBack() throws Exception {
        try (LocalServers servers = open()) {
            writeNote(servers);
            long orphan = postmaster(servers.data());
            kill(servers.status().getFirst().pid());
            eventually(() -> gone(orphan));
            eventually(() -> served(servers));
            assertThat(postmaster(servers.data())).isNotEqualTo(orphan);
        }
    }

    @Test
    void aKilledParentLeavesNoneOfTheServersBehind() throws Exception {
        Path data = folder.resolve("all");
        for (int round = 0; round < 2; round++) {
            Process parent = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Parent.class.getName(),
                            HOME.toString(),
                            data.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader words = parent.inputReader()) {
                assertThat(words.readLine()).isEqualTo("RUNNING");
                List<ProcessHandle> family = parent.descendants().toList();
                assertThat(family).hasSizeGreaterThan(4);
                parent.destroyForcibly().waitFor();
                eventually(() -> family.stream().noneMatch(ProcessHandle::isAlive));
            } finally {
                parent.destroyForcibly();
            }
        }
    }

    @Test
    void aSecondStartOnTheSameDataSaysWhoHasIt() throws Exception {
        try (LocalServers first = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(LocalServersException.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
            assertThat(LocalServers.holder(first.data()).orElseThrow().pid())
                    .isEqualTo(ProcessHandle.current().pid());
        }
        assertThat(LocalServers.holder(folder.resolve("data"))).isEmpty();
    }

    @Test
    void dataOfAnotherVersionIsRefusedAndUntouched() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("format.properties"), "format=1\npostgres=17.2.0\n");
        assertThatThrownBy(this::open)
                .hasMessageContaining("postgres 17.2.0")
                .hasMessageContaining("Nothing was touched");
        try (var left = Files.list(data)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void aFolderOfSomebodyElseIsRefusedAndUntouched() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("thesis.txt"), "five years of work");
        assertThatThrownBy(this::open).hasMessageContaining("not a data folder of Fabula");
        try (var left = Files.list(data)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void tooLittleSpaceIsSaidBeforeAnythingIsWritten() {
        System.setProperty("fabula.local.min-free-mb", Long.toString(Long.MAX_VALUE / 2));
        try {
            assertThatThrownBy(this::open).hasMessageContaining("not enough space");
            assertThat(folder.resolve("data")).doesNotExist();
        } finally {
            System.clearProperty("fabula.local.min-free-mb");
        }
    }

    @Test
    void aTakenPortIsReplacedByAnother() throws Exception {
        int port;
        try (LocalServers servers = open()) {
            port = servers.endpoint(ServerKind.POSTGRES).port();
        }
        try (var squatter = new java.net.ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress());
                LocalServers servers = open()) {
            assertThat(servers.endpoint(ServerKind.POSTGRES).port()).isNotEqualTo(squatter.getLocalPort());
        }
    }

    @Test
    void nobodyElseCanReadThePasswords() throws Exception {
        try (LocalServers servers = open();
                var files = Files.list(servers.secrets())) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(java.nio.file.attribute.PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
            assertThat(servers.endpoint(ServerKind.POSTGRES).toString())
                    .doesNotContain(
                            String.valueOf(servers.endpoint(ServerKind.POSTGRES).password()));
        }
    }
}
