package dev.fabula.application.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A token for curl. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = {
            "Print an access token of a demo user, valid for 12 hours.",
            "Tenants: alder, birch. Roles: owner (default), editor, contributor, viewer, operator."
        })
final class TokenCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private DataFolder data;

    @Option(names = "--tenant", paramLabel = "T", description = "the tenant (default: alder)")
    private @Nullable String tenant;

    @Option(names = "--user", paramLabel = "U", description = "the user's name (default: whoever has the role)")
    private @Nullable String user;

    @Option(names = "--role", paramLabel = "R", description = "the role (default: owner, or what the user has)")
    private @Nullable String role;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path folder = data.path();
        RunFile running = RunFile.read(folder)
                .orElseThrow(() -> new Refusal("nothing runs on " + folder + "; start it with: fabula up --detach"));
        spec.commandLine().getOut().println(LocalToken.get(folder, running.url(), tenant, user, role));
        return 0;
    }
}
