package dev.fabula.application.cli;

import dev.fabula.application.Fabula;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of the command line, on this test's class path. */
final class CommandProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader words;
    private final StringBuilder said = new StringBuilder();

    private CommandProcess(Process process) {
        this.process = process;
        this.words = process.inputReader();
    }

    static CommandProcess start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfabula.home=" + System.getProperty("fabula.home"),
                "-cp",
                System.getProperty("java.class.path"),
                Fabula.class.getName()));
        command.addAll(List.of(arguments));
        return new CommandProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Reads on until a line has the text; fails with everything that was said where the process ends before. */
    String lineWith(String text) throws IOException {
        for (String line = words.readLine(); line != null; line = words.readLine()) {
            said.append(line).append('\n');
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("the process ended without saying \"" + text + "\":\n" + said);
    }

    /** Waits for the end and returns all that was said. */
    String finish() throws IOException, InterruptedException {
        words.lines().forEach(line -> said.append(line).append('\n'));
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end:\n" + said);
        }
        return said.toString();
    }

    int status() {
        return process.exitValue();
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
