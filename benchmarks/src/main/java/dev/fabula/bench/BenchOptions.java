package dev.fabula.bench;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every measurement can be told. */
final class BenchOptions {

    @Option(names = "--json", paramLabel = "FILE", description = "write the results there, too")
    @Nullable
    Path json;

    @Option(names = "--quick", description = "fewer and shorter rounds, under two minutes in all")
    boolean quick;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "rounds, of which the median counts (default: 5; quick: 3)")
    int rounds;

    int rounds() {
        if (rounds < 0 || rounds > 100) {
            throw new IllegalArgumentException("--rounds is 1 to 100, not " + rounds);
        }
        return rounds > 0 ? rounds : quick ? 3 : 5;
    }

    /** How long one round of one contestant takes. */
    Duration round() {
        return quick ? Duration.ofSeconds(2) : Duration.ofSeconds(4);
    }
}
