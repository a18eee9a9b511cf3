package dev.fabula.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's own note on who serves a data folder ({@code postmaster.pid}: process on line 1, state on line 8).
 *
 * @param ready whether it accepts connections
 */
record PostmasterFile(long pid, boolean ready) {

    static Optional<PostmasterFile> read(Path cluster) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        if (lines.isEmpty() || lines.getFirst().isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new PostmasterFile(
                Long.parseLong(lines.getFirst().strip()),
                lines.size() >= 8 && lines.get(7).strip().equals("ready")));
    }

    /** The process, if it lives and is a PostgreSQL in that very folder, rather than one that inherited its number. */
    Optional<ProcessHandle> process(Path cluster) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(found -> {
            try {
                return Files.isSameFile(Path.of("/proc", Long.toString(pid), "cwd"), cluster);
            } catch (IOException notOurs) {
                return false;
            }
        });
    }
}
