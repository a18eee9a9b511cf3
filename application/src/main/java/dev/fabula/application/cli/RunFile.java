package dev.fabula.application.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * What the running application leaves in its data folder for the other commands.
 *
 * @param url where it serves
 * @param ready whether it has said that everything runs
 */
record RunFile(String url, long pid, boolean ready) {

    private static Path in(Path data) {
        return data.resolve("run").resolve("application.properties");
    }

    void write(Path data) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("url", url);
        properties.setProperty("pid", Long.toString(pid));
        properties.setProperty("ready", Boolean.toString(ready));
        Path file = in(data);
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (Writer out = Files.newBufferedWriter(fresh)) {
            properties.store(out, null);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What a living application has left there; nothing of one that is gone. */
    static Optional<RunFile> read(Path data) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(in(data))) {
            properties.load(in);
        } catch (IOException none) {
            return Optional.empty();
        }
        RunFile found = new RunFile(
                properties.getProperty("url", ""),
                Long.parseLong(properties.getProperty("pid", "0")),
                Boolean.parseBoolean(properties.getProperty("ready")));
        return ProcessHandle.of(found.pid()).filter(ProcessHandle::isAlive).map(alive -> found);
    }

    static void remove(Path data) throws IOException {
        Files.deleteIfExists(in(data));
    }
}
