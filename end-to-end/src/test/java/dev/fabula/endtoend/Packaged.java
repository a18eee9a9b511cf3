package dev.fabula.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application's jar, with all servers, in processes of their own, on a folder of its own; all gone when closed. */
final class Packaged implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("ready at (http://\\S+)");
    private static final Duration STOPPING = Duration.ofMinutes(1);

    private final Path folder;
    private final Path launcher;
    private final Process process;
    private final String url;

    private Packaged(Path folder, Path launcher, Process process, String url) {
        this.folder = folder;
        this.launcher = launcher;
        this.process = process;
        this.url = url;
    }

    /** @param folder where everything is kept, and where commands are run: {@code ./fabula} is there */
    static Packaged start(Path folder) throws IOException {
        Path home = Path.of(System.getProperty("fabula.home")).toAbsolutePath();
        Path jar = home.resolve("application/target/fabula.jar");
        assertThat(jar).as("packaged before").exists();
        Path launcher = Files.createFile(
                folder.resolve("fabula"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        // As the launcher of a checkout hands over, without its build.
        Files.writeString(launcher, """
                #!/bin/sh
                exec "%s/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m -Xss512k \
                --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
                "-Dfabula.home=%s" -jar "%s" "$@" --data "%s"
                """.formatted(System.getProperty("java.home"), home, jar, folder.resolve("data")));
        Process process = new ProcessBuilder(launcher.toString(), "up", "--port", "0")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        // Somebody has to read on, or the process would wait for it.
        BufferedReader words = process.inputReader(StandardCharsets.UTF_8);
        String url = awaitReady(words);
        Thread.ofVirtual().start(() -> words.lines().forEach(line -> {}));
        return new Packaged(folder, launcher, process, url);
    }

    private static String awaitReady(BufferedReader words) throws IOException {
        StringBuilder said = new StringBuilder();
        String url = "";
        for (String line = words.readLine(); line != null; line = words.readLine()) {
            said.append(line).append('\n');
            Matcher ready = READY.matcher(line);
            url = ready.find() ? ready.group(1) : url;
            if (line.startsWith("Try: ")) {
                return url;
            }
        }
        throw new AssertionError("it ended without being ready:\n" + said);
    }

    String url() {
        return url;
    }

    /** Runs a command of it to its end, and returns what it said; its status must be 0. */
    String run(Duration patience, String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return finish(new ProcessBuilder(command), patience);
    }

    /** Runs a script as a person in this folder would. */
    String shell(String script, Duration patience) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("script.sh"), script);
        ProcessBuilder shell = new ProcessBuilder("bash", "-eu", file.toString());
        shell.environment().put("url", url);
        return finish(shell, patience);
    }

    private String finish(ProcessBuilder command, Duration patience) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "said", ".log");
        Process running = command.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = running.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            running.destroyForcibly();
        }
        String words = Files.readString(said);
        assertThat(ended).as("ends within " + patience + ":\n" + words).isTrue();
        assertThat(running.exitValue()).as(command.command() + ":\n" + words).isZero();
        return words;
    }

    /** SIGKILL for one of its servers, the one whose process runs that class. */
    void kill(String main) throws Exception {
        ProcessHandle server = process.descendants()
                .filter(each -> each.info().commandLine().orElse("").contains(main))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process runs " + main));
        assertThat(server.destroyForcibly()).isTrue();
        server.onExit().get(STOPPING.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOPPING)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
