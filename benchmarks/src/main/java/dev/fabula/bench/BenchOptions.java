package dev.fabula.bench;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every measurement can be told. */
final class BenchOptions {

    @Option(names = "--json", paramLabel = "FILE", description = "write the results there, too")
    @Nullable
    Path json;

    @Option(names = "--quick", description = "fewer and shorter rounds, under two minutes in all")
    boolean quick;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    private int rounds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "rounds, of which the median counts (default: 5; quick: 3)")
    void setRounds(int rounds) {
        if (rounds < 1 || rounds > 100) {
            throw new ParameterException(spec.commandLine(), "--rounds is 1 to 100, not " + rounds);
        }
        this.rounds = rounds;
    }

    int rounds() {
        return rounds > 0 ? rounds : quick ? 3 : 5;
    }

    /** How long one round of one contestant takes. */
    Duration round() {
        return quick ? Duration.ofSeconds(2) : Duration.ofSeconds(4);
    }
}
