package dev.fabula.eventstore.postgres;

import dev.fabula.local.supervisor.DatabaseAccess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A {@link WriterProcess}, seen from the test. */
final class WriterJvm {

    private final Process process;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Thread listener;

    WriterJvm(DatabaseAccess access, long seed, List<String> contested, Ledger ledger) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                WriterProcess.class.getName(),
                access.url(),
                access.append().password(),
                access.operate().password(),
                Long.toString(seed)));
        command.addAll(contested);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        listener = Thread.ofPlatform().start(() -> {
            try (BufferedReader out = process.inputReader()) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    if (line.equals("ready")) {
                        ready.complete(null);
                    } else if (line.length() % 27 == 26) {
                        // A line that the kill cut short was not acknowledged to anybody.
                        ledger.acknowledged(List.of(line.split(" ")));
                    }
                }
            } catch (IOException gone) {
                // Killed while it spoke.
            }
            ready.completeExceptionally(new IllegalStateException("the writer ended before it was ready"));
        });
    }

    WriterJvm awaitReady() {
        ready.join();
        return this;
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        Joins.join(listener);
    }
}
