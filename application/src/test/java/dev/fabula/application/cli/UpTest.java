package dev.fabula.application.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole platform, started, used, killed and started again. */
class UpTest {

    @TempDir
    private Path folder;

    private static void awaitGone(List<ProcessHandle> family) throws Exception {
        for (ProcessHandle process : family) {
            process.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    private String run(String... arguments) throws Exception {
        try (CommandProcess command = CommandProcess.start(arguments)) {
            return command.finish();
        }
    }

    @Test
    void survivesAKillOfTheApplicationAndStopsCleanlyWhenAsked() throws Exception {
        String data = folder.resolve("data").toString();
        try (CommandProcess first = CommandProcess.start("up", "--port", "0", "--data", data)) {
            first.lineWith("Try: curl");
            assertThat(run("status", "--data", data))
                    .contains("application    UP")
                    .contains("neo4j          UP");
            assertThat(run("token", "--data", data, "--tenant", "birch").strip())
                    .matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
            assertThat(run("token", "--data", data, "--user", "nobody")).contains("no demo user fits");
            assertThat(run("up", "--port", "0", "--data", data))
                    .contains("in use by process " + first.process().pid());

            List<ProcessHandle> family = first.process().descendants().toList();
            assertThat(family).hasSizeGreaterThanOrEqualTo(4);
            first.process().destroyForcibly().waitFor();
            awaitGone(family);
        }
        assertThat(run("status", "--data", data)).contains("nothing runs");
        assertThat(run("token", "--data", data)).contains("nothing runs");

        try (CommandProcess second = CommandProcess.start("up", "--port", "0", "--data", data)) {
            second.lineWith("Try: curl");
            List<ProcessHandle> family = second.process().descendants().toList();
            assertThat(run("down", "--data", data)).contains("stopped in");
            assertThat(second.finish()).contains("stopped");
            awaitGone(family);
        }
    }

    @Test
    void saysThatItsPortIsTakenBeforeItStartsAnything() throws Exception {
        try (ServerSocket squatter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path data = folder.resolve("data");
            String port = Integer.toString(squatter.getLocalPort());
            assertThat(run("up", "--port", port, "--data", data.toString()))
                    .contains("port " + port + " is taken")
                    .contains("--port");
            assertThat(data).doesNotExist();
        }
    }

    @Test
    void aStartThatIsInterruptedLeavesNothingBehind() throws Exception {
        String data = folder.resolve("data").toString();
        try (CommandProcess up = CommandProcess.start("up", "--port", "0", "--data", data)) {
            up.lineWith("starting");
            List<ProcessHandle> family = up.process().descendants().toList();
            up.process().toHandle().destroy(); // Process.destroy would close its output, too
            up.finish();
            awaitGone(family);
        }
        assertThat(run("status", "--data", data)).contains("nothing runs");
    }

    @Test
    void aDetachedStartWhoseLauncherIsGoneEndsWithIt() throws Exception {
        String data = folder.resolve("data").toString();
        try (CommandProcess up = CommandProcess.start("up", "--detached", "--port", "0", "--data", data)) {
            up.lineWith("starting");
            up.process().getOutputStream().close(); // as when the launcher is killed
            up.finish();
            assertThat(up.status()).isNotZero();
        }
        assertThat(run("status", "--data", data)).contains("nothing runs");
    }

    @Test
    void everyCommandHelpsAndRefusesNonsense() throws Exception {
        for (String command :
                List.of("up", "down", "status", "token", "serve", "events", "projections", "rebuild", "dead-letters")) {
            assertThat(run(command, "--help")).contains("Usage: fabula " + command);
        }
        assertThat(run("up", "--port", "many")).contains("many");
        assertThat(run("up", "--port", "70000")).contains("not a port");
        assertThat(run("fly")).contains("Unmatched argument");
    }
}
