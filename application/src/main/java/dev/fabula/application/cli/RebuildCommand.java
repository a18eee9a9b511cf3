package dev.fabula.application.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Read models are built anew beside the live ones, compared and switched. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = {
            "Build a read model anew beside the live one; readers notice nothing until it is promoted.",
            "Exit status: 0 done, 1 refused or failed, 2 wrong usage."
        })
final class RebuildCommand implements Callable<Integer> {

    /** All rows of both generations are read. */
    private static final Duration VERIFYING = Duration.ofMinutes(30);

    private static final int MOST_WORKERS = 64;
    private static final String YIELDING = "yielding";

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private DataFolder data;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "of the projection, as `fabula projections` shows it")
    private @Nullable String name;

    @Option(names = "--all", description = "all projections, one after the other")
    private boolean all;

    @Option(
            names = "--rate",
            paramLabel = "N|" + YIELDING,
            description = "events a second, or as many as live load leaves room for (default: as fast as possible)")
    private @Nullable String rate;

    @Option(names = "--workers", paramLabel = "N", description = "threads, 1 to 64")
    private @Nullable Integer workers;

    @Option(names = "--wait", description = "show how far it is, until it can be promoted")
    private boolean wait;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (all == (name != null)) {
            throw wrong("either the NAME of a projection or --all");
        }
        Map<String, Object> wish = wish();
        AdminApi api = api();
        List<String> names = new ArrayList<>();
        if (name != null) {
            names.add(name);
        } else {
            api.get("projections")
                    .path("projections")
                    .forEach(each -> names.add(each.path("name").asString()));
        }
        int status = 0;
        for (String each : names) {
            try {
                rebuild(api, each, wish);
            } catch (Refusal refused) {
                // The others are not its fault.
                spec.commandLine().getErr().println("fabula: " + refused.getMessage());
                status = 1;
            }
        }
        return status;
    }

    private Map<String, Object> wish() {
        Map<String, Object> wish = new HashMap<>();
        if (rate != null) {
            wish.put("rate", rate.equals(YIELDING) ? 0L : eventsPerSecond(rate));
        }
        if (workers != null) {
            if (workers < 1 || workers > MOST_WORKERS) {
                throw wrong("--workers is 1 to " + MOST_WORKERS);
            }
            wish.put("workers", workers);
        }
        return wish;
    }

    private long eventsPerSecond(String text) {
        try {
            long events = Long.parseLong(text);
            if (events > 0) {
                return events;
            }
        } catch (NumberFormatException none) {
            // Answered below.
        }
        throw wrong("--rate is a number of events a second, or " + YIELDING);
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private void rebuild(AdminApi api, String projection, Map<String, Object> wish) throws InterruptedException {
        api.post(path(projection, "rebuilds"), wish);
        if (wait) {
            new RebuildWatch(api, out(), Terminal.present()).await(projection);
        } else {
            out().println("a rebuild of " + projection + " is queued; see: fabula rebuild status " + projection);
        }
    }

    private AdminApi api() throws InterruptedException {
        return new AdminApi(data.path());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static String path(String projection, String what) {
        return "projections/" + AdminApi.encoded(projection) + "/" + what;
    }

    private int act(String projection, String what, Map<String, ?> body, String done) throws InterruptedException {
        api().post(path(projection, what), body);
        out().println(projection + " " + done);
        return 0;
    }

    private static Map<String, String> accepting(@Nullable String accept) {
        return accept == null ? Map.of() : Map.of("accept", accept);
    }

    @Command(mixinStandardHelpOptions = true, description = "Let a rebuild rest; it keeps what it has.")
    int pause(@Parameters(paramLabel = "NAME") String projection) throws InterruptedException {
        return act(projection, "rebuilds/pause", Map.of(), "is paused");
    }

    @Command(mixinStandardHelpOptions = true, description = "Go on with a rebuild that is paused.")
    int resume(@Parameters(paramLabel = "NAME") String projection) throws InterruptedException {
        return act(projection, "rebuilds/resume", Map.of(), "goes on");
    }

    @Command(mixinStandardHelpOptions = true, description = "End a rebuild and forget what it has built.")
    int cancel(@Parameters(paramLabel = "NAME") String projection) throws InterruptedException {
        return act(projection, "rebuilds/cancel", Map.of(), "is cancelled");
    }

    @Command(mixinStandardHelpOptions = true, description = "Show the last rebuild.")
    int status(@Parameters(paramLabel = "NAME") String projection) throws InterruptedException {
        JsonNode rebuild = api().get(path(projection, "rebuilds"));
        new RebuildReport(out()).print(projection, rebuild);
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Compare the live generation with the one beside it; where there is none, some keys with fresh folds.",
                "Exit status 1 where they differ; the first keys that do are shown, personal data masked."
            })
    int verify(@Parameters(paramLabel = "NAME") String projection) throws InterruptedException {
        JsonNode found = api().post(path(projection, "verifications"), Map.of(), VERIFYING);
        new RebuildReport(out()).print(found);
        if (!found.path("equal").asBoolean()) {
            throw new Refusal(projection + ": " + RebuildText.verdict(found));
        }
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Let readers see what was rebuilt.")
    int promote(
            @Parameters(paramLabel = "NAME") String projection,
            @Option(names = "--accept", paramLabel = "REASON", description = "why, although it differs") @Nullable
                    String accept)
            throws InterruptedException {
        return act(projection, "rebuilds/promote", accepting(accept), "is promoted");
    }

    @Command(mixinStandardHelpOptions = true, description = "Let readers see the generation from before.")
    int rollback(
            @Parameters(paramLabel = "NAME") String projection,
            @Option(names = "--accept", paramLabel = "REASON", description = "why, although it may be behind") @Nullable
                    String accept)
            throws InterruptedException {
        return act(projection, "rollback", accepting(accept), "is rolled back");
    }

    @Command(mixinStandardHelpOptions = true, description = "Forget the generation from before.")
    int drop(@Parameters(paramLabel = "NAME") String projection) throws InterruptedException {
        return act(projection, "drop", Map.of(), "has no generation from before any more");
    }
}
