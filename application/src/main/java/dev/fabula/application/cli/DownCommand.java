package dev.fabula.application.cli;

import dev.fabula.local.supervisor.LocalServers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops what runs on a data folder. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stop the application and its local servers.")
final class DownCommand implements Callable<Integer> {

    private static final long PATIENCE_SECONDS = 50;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private DataFolder data;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path folder = data.path();
        var out = spec.commandLine().getOut();
        ProcessHandle process = LocalServers.holder(folder)
                .flatMap(holder -> ProcessHandle.of(holder.pid()))
                .orElse(null);
        if (process == null) {
            out.println("nothing runs on " + folder);
            return 0;
        }
        long started = System.nanoTime();
        List<ProcessHandle> family = process.descendants().toList();
        process.destroy();
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException stuck) {
            out.println("process " + process.pid() + " did not stop within " + PATIENCE_SECONDS + " s: killing it");
            process.destroyForcibly();
        }
        for (ProcessHandle child : family) {
            try {
                child.onExit().get(5, TimeUnit.SECONDS);
            } catch (TimeoutException orphan) {
                child.destroyForcibly();
            }
        }
        out.printf("stopped in %.1f s%n", (System.nanoTime() - started) / 1e9);
        return 0;
    }
}
