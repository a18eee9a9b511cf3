package dev.fabula.projection.runtime;

import dev.fabula.local.supervisor.DatabaseAccess;
import dev.fabula.local.supervisor.DatabaseAccess.Login;
import java.io.IOException;
import java.nio.file.Path;

/** A node in a process of its own, which can be killed. */
final class LibraryProcess {

    private final Process process;

    private LibraryProcess(Process process) {
        this.process = process;
    }

    static LibraryProcess start(DatabaseAccess access, String node) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LibraryProcess.class.getName(),
                        access.url(),
                        access.append().password(),
                        access.operate().password(),
                        node)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new LibraryProcess(process);
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Arguments: URL, password of the role that appends, password of the one that operates, name of the node. */
    public static void main(String[] args) throws Exception {
        Login none = new Login("", "");
        DatabaseAccess access = new DatabaseAccess(
                args[0], none, none, new Login("fabula_append", args[1]), new Login("fabula_operate", args[2]), none);
        try (TestLibrary _ = new TestLibrary(access, args[3], TestLibrary.QUICK, new BookCards(), new ShelfCounts())) {
            // Ends with the parent, should that die first.
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
        System.exit(0);
    }
}
