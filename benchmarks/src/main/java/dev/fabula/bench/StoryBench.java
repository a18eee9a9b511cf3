package dev.fabula.bench;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long people wait for their stories, over HTTP, from the application as it is built. */
@Command(
        name = "story",
        mixinStandardHelpOptions = true,
        description = {
            "Play whole stories through HTTP, with the offline provider: first users who look at each beat for a moment, then",
            "users who go on as soon as they are answered, which shows how much it carries. In place of a baseline, what it should take at most. Then many stories at once with a provider that takes a"
                    + " second for each beat, in a process with a heap of 1 GB. The load runs on the same machine."
        })
final class StoryBench implements Callable<Integer> {

    private static final double READ_LIMIT = 20;
    private static final double WRITE_LIMIT = 60;
    private static final Duration COLD = Duration.ofSeconds(10);
    private static final int SLOW_STORIES = 500;
    private static final String UNLIMITED = "10000000";

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private BenchOptions options;

    @Option(names = "--users", paramLabel = "N", defaultValue = "32", description = "who play at a time (default: 32)")
    private int users;

    @Option(
            names = "--warm",
            paramLabel = "SECONDS",
            defaultValue = "90",
            description = "how long it is played before anything counts (default: 90)")
    private int warm;

    @Option(
            names = "--pause",
            paramLabel = "MS",
            defaultValue = "250",
            description = "how long somebody looks at a beat, on average (default: 250)")
    private int pause;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Report report = new Report(spec.commandLine().getOut());
        Duration length = options.quick ? Duration.ofSeconds(10) : Duration.ofSeconds(30);
        try (BenchDatabase database = BenchDatabase.start();
                HttpClient http = HttpClient.newHttpClient()) {
            report.say(database.settings());
            try (ApplicationProcess application = ApplicationProcess.start(database, http, "1g", settings(Map.of()))) {
                String bearer = application.bearer("alder", "olivia");
                double cold = load(application, http, bearer, Duration.ZERO).play(users, COLD);
                report.say(
                        String.format(Locale.ROOT, "cold, the first %d s: %,.0f requests/s", COLD.toSeconds(), cold));
                // The compiler works for more than a minute until it is done with what a beat runs through.
                for (long done = 0; done < warm; done += COLD.toSeconds()) {
                    double rate = load(application, http, bearer, Duration.ZERO).play(users, COLD);
                    report.say(String.format(Locale.ROOT, "warming up: %,.0f requests/s", rate));
                }
                StoryLoad reading = load(application, http, bearer, Duration.ofMillis(pause));
                played(report, "who look at each beat for " + pause + " ms", reading, length);
                StoryLoad busy = load(application, http, bearer, Duration.ZERO);
                double rate = played(report, "without a pause", busy, length);
                report.add(Result.of("requests a second / cold", rate, cold, "requests/s", null));
            }
            slow(report, database, http, length);
        }
        report.finish(options);
        return 0;
    }

    private static StoryLoad load(ApplicationProcess application, HttpClient http, String bearer, Duration pause) {
        return new StoryLoad(application, http, bearer, pause);
    }

    private double played(Report report, String how, StoryLoad load, Duration length) throws InterruptedException {
        double rate = load.play(users, length);
        report.say(String.format(Locale.ROOT, "%d users %s: %,.0f requests/s", users, how, rate));
        say(report, "start", load.starts());
        say(report, "continue", load.continues());
        say(report, "read", load.reads());
        report.add(
                Result.ofLittle("read, p95 / limit, " + how, OpenLoop.millis(load.reads(), 95), READ_LIMIT, "ms", 1.0));
        report.add(Result.ofLittle(
                "start and continue, p95 / limit, " + how, OpenLoop.millis(load.writes(), 95), WRITE_LIMIT, "ms", 1.0));
        return rate;
    }

    private static void slow(Report report, BenchDatabase database, HttpClient http, Duration length) throws Exception {
        Map<String, String> slow = settings(Map.of(
                "fabula.ai.providers.offline.kind", "offline",
                "fabula.ai.providers.offline.delay", "1s",
                "fabula.ai.providers.offline.concurrent-calls", Integer.toString(2 * SLOW_STORIES)));
        try (ApplicationProcess application = ApplicationProcess.start(database, http, "1g", slow)) {
            StoryLoad load = new StoryLoad(application, http, application.bearer("birch", "oscar"), Duration.ZERO);
            double rate = load.play(SLOW_STORIES, length);
            report.say(String.format(
                    Locale.ROOT,
                    "%d stories at a time, a second each beat: %,.0f requests/s, at most %,.0f MB resident",
                    SLOW_STORIES,
                    rate,
                    application.residentMegabytes()));
            say(report, "beat", load.writes());
            report.add(Result.ofLittle(
                    "500 stories, a beat that takes 1 s, p50", OpenLoop.millis(load.writes(), 50), 1_000, "ms", null));
        }
    }

    private static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("fabula.story.per-user", UNLIMITED);
        settings.put("fabula.story.per-tenant", UNLIMITED);
        return settings;
    }

    private static void say(Report report, String what, Histogram time) {
        report.say(String.format(
                Locale.ROOT,
                "%s: %,d, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, most %.0f ms",
                what,
                time.getTotalCount(),
                OpenLoop.millis(time, 50),
                OpenLoop.millis(time, 95),
                OpenLoop.millis(time, 99),
                OpenLoop.millis(time, 100)));
    }
}
