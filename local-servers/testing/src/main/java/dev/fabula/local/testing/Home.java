package dev.fabula.local.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder in which the servers were built. */
final class Home {
    private Home() {}

    static Path find() {
        String told = System.getProperty("fabula.home");
        Path folder = Path.of(told == null ? "" : told).toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("local-servers"))) {
            Path above = folder.getParent();
            if (above == null) {
                throw new IllegalStateException("no folder local-servers above "
                        + Path.of("").toAbsolutePath() + ": set -Dfabula.home to the project's root");
            }
            folder = above;
        }
        return folder;
    }
}
