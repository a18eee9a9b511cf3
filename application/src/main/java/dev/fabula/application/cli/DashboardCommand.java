package dev.fabula.application.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A link to the dashboard that opens signed in. The token is in its fragment, which browsers keep to themselves. */
@Command(
        name = "dashboard",
        mixinStandardHelpOptions = true,
        description = {
            "Print a link to the dashboard that opens signed in as a demo user, for 12 hours.",
            "Owners and editors see analytics; operators see read models and their rebuilds."
        })
final class DashboardCommand implements Callable<Integer> {

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
        String token = LocalToken.get(folder, running.url(), tenant, user, role);
        spec.commandLine().getOut().println(running.url() + "/dashboard#token=" + token);
        return 0;
    }
}
