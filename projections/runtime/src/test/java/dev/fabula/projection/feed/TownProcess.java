package dev.fabula.projection.feed;

import dev.fabula.local.supervisor.DatabaseAccess;
import dev.fabula.local.supervisor.DatabaseAccess.Login;
import java.io.IOException;
import java.nio.file.Path;

/** A node that runs a feed in a process of its own, which can be killed. */
final class TownProcess {

    private final Process process;

    private TownProcess(Process process) {
        this.process = process;
    }

    static TownProcess start(DatabaseAccess access, String node, String bootstrap, String topic) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TownProcess.class.getName(),
                        access.url(),
                        access.append().password(),
                        access.operate().password(),
                        node,
                        bootstrap,
                        topic)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new TownProcess(process);
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Arguments: URL, password of the role that appends, password of the one that operates, node, brokers, topic. */
    public static void main(String[] args) throws Exception {
        Login none = new Login("", "");
        DatabaseAccess access = new DatabaseAccess(
                args[0], none, none, new Login("fabula_append", args[1]), new Login("fabula_operate", args[2]), none);
        try (Town town = new Town(access);
                FeedNode _ = town.feeds(args[3], args[4], Town.feed(args[5], "storysession", "legacy"))) {
            // Ends with the parent, should that die first.
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
        System.exit(0);
    }
}
