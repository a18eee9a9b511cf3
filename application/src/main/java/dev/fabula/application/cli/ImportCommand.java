package dev.fabula.application.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Files from elsewhere. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Import files from elsewhere.",
        synopsisSubcommandLabel = "COMMAND")
final class ImportCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private DataFolder data;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Import a family tree (GEDCOM 5.5, 5.5.1, 7.0, GEDZIP) into a legacy, and tell what became of it.",
                "The same file again changes nothing; a newer file of the same tree changes what it changes.",
                "Exit status: 0 imported, 1 refused or failed, 2 wrong usage."
            })
    int gedcom(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--legacy", required = true, paramLabel = "SLUG", description = "into which legacy")
                    String legacy,
            @Option(
                            names = "--tree",
                            defaultValue = "main",
                            paramLabel = "NAME",
                            description = "which tree the file is of (default: ${DEFAULT-VALUE})")
                    String tree,
            @Option(names = "--tenant", paramLabel = "T", description = "the tenant (default: alder)") @Nullable
                    String tenant,
            @Option(names = "--user", paramLabel = "U", description = "as whom (default: the owner)") @Nullable
                    String user)
            throws InterruptedException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec.commandLine().getSubcommands().get("gedcom")),
                    "there is no file to read at " + file);
        }
        new TreeFile(
                        new LocalApi(data.path(), new LocalApi.Who(tenant, user, null)),
                        spec.commandLine().getOut())
                .send(file, legacy, tree);
        return 0;
    }
}
