package dev.fabula.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code fabula bench}. */
@Command(
        name = "fabula bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Measure, with the baseline in the same run. Uses servers of its own, thrown away afterwards.",
        subcommands = {
            AppendBench.class,
            CommandsBench.class,
            ScanBench.class,
            RebuildBench.class,
            FreshnessBench.class,
            FeedBench.class,
            GraphBench.class,
            SearchSinkBench.class,
            GedcomBench.class,
            StoryBench.class,
            DashboardBench.class,
            SearchBench.class,
            ViewsBench.class
        })
public final class Bench {

    Bench() {}

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Bench());
        // Exit with what the command says: 0 also where a bar is missed, because a shared machine is no judge.
        System.exit(line.execute(args.length == 0 ? new String[] {"--help"} : args));
    }
}
