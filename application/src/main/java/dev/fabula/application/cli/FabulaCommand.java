package dev.fabula.application.cli;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
        name = "fabula",
        mixinStandardHelpOptions = true,
        versionProvider = FabulaVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Event-sourced platform for stories, personas, AI projects and legacies.",
        footer = {
            "",
            "Also: fabula test [maven arguments]   formatter check, static analysis, every test",
            "      fabula bench COMMAND            measure, with the baseline in the same run; see fabula bench --help"
        },
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            TokenCommand.class,
            DashboardCommand.class,
            EventsCommand.class,
            ProjectionsCommand.class,
            RebuildCommand.class,
            DeadLettersCommand.class,
            ImportCommand.class,
            ServeCommand.class
        })
public final class FabulaCommand implements Runnable {

    /** The command has started something that goes on; its process must not end with it. */
    public static final int KEEPS_RUNNING = -1;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandLine.Model.CommandSpec spec;

    /** Runs what the arguments say and returns the exit status, or {@link #KEEPS_RUNNING}. */
    public static int execute(String[] args) {
        CommandLine line = new CommandLine(new FabulaCommand());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof Refusal) {
                command.getErr().println("fabula: " + failure.getMessage());
                return 1;
            }
            throw failure;
        });
        return line.execute(args);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The folder of this checkout: where the local servers were built. */
    static Path home() {
        return Path.of(System.getProperty("fabula.home", "")).toAbsolutePath();
    }
}
