package dev.fabula.application.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The option that says where everything is kept. */
final class DataFolder {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "the data folder (default: .fabula beside the launcher)")
    private @Nullable Path data;

    Path path() {
        return data == null
                ? FabulaCommand.home().resolve(".fabula")
                : data.toAbsolutePath().normalize();
    }
}
