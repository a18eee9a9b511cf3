package dev.fabula.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long a dashboard takes, over HTTP, of a tenant with a long history. */
@Command(
        name = "dashboard",
        mixinStandardHelpOptions = true,
        description = {
            "Fill a history of stories that one tenant played in a year, rebuild all tables of its analytics, and ask for dashboards of",
            "mixed ranges, one after the other, each in full. In place of a baseline, what it should take at most."
        })
final class DashboardBench implements Callable<Integer> {

    private static final double LIMIT = 100;
    private static final int WARMING = 200;
    private static final long SLOWEST = 60_000_000;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private BenchOptions options;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "length of the history (default: 1000000; quick: 100000)")
    private int events;

    @Option(names = "--queries", paramLabel = "N", defaultValue = "500", description = "dashboards (default: 500)")
    private int queries;

    @Option(names = "--workers", paramLabel = "N", defaultValue = "2", description = "of each rebuild (default: 2)")
    private int workers;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Report report = new Report(spec.commandLine().getOut());
        int length = events > 0 ? events : options.quick ? 100_000 : 1_000_000;
        try (BenchDatabase database = BenchDatabase.start();
                HttpClient http = HttpClient.newHttpClient()) {
            report.say(database.settings());
            try (AnalyticsTables tables = new AnalyticsTables(database)) {
                long begin = System.nanoTime();
                long head = tables.fill(length);
                report.say(String.format(
                        Locale.ROOT,
                        "a history of %,d events in a year, appended in %.0f s",
                        head,
                        (System.nanoTime() - begin) / 1e9));
                tables.rebuild(report, workers);
            }
            try (ApplicationProcess application =
                    ApplicationProcess.start(database, http, "1g", Map.of("fabula.roles", "query"))) {
                ask(report, application, http);
            }
        }
        report.finish(options);
        return 0;
    }

    private void ask(Report report, ApplicationProcess application, HttpClient http) throws Exception {
        String bearer = application.bearer("alder", "olivia");
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        Histogram all = new Histogram(SLOWEST, 3);
        Histogram years = new Histogram(SLOWEST, 3);
        for (int i = -WARMING; i < queries; i++) {
            LocalDate to = LocalDate.now(ZoneOffset.UTC).minusDays(random.nextInt(60));
            boolean year = false;
            String range = switch (random.nextInt(5)) {
                case 0 -> range(to, 7, "hour");
                case 1 -> range(to, 30, "day");
                case 2 -> range(to, 90, "day");
                case 3 -> range(to, 180, "week");
                default -> {
                    year = true;
                    yield range(to, 365, random.nextBoolean() ? "day" : "week");
                }
            };
            long micros = time(application, http, bearer, range);
            if (i >= 0) {
                all.recordValue(micros);
                if (year) {
                    years.recordValue(micros);
                }
            }
        }
        say(report, "dashboards of mixed ranges", all);
        say(report, "of a year among them", years);
        report.add(Result.ofLittle("dashboard, p95 / limit", all.getValueAtPercentile(95) / 1e3, LIMIT, "ms", 1.0));
    }

    private static String range(LocalDate to, int days, String granularity) {
        return "?from=" + to.minusDays(days - 1) + "&to=" + to + "&granularity=" + granularity;
    }

    private static long time(ApplicationProcess application, HttpClient http, String bearer, String range)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(application.uri("/api/analytics/dashboard" + range))
                        .header("Authorization", bearer)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(range + ": " + answer.body());
        }
        return (System.nanoTime() - begin) / 1_000;
    }

    private static void say(Report report, String what, Histogram micros) {
        report.say(String.format(
                Locale.ROOT,
                "%s: %,d, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms",
                what,
                micros.getTotalCount(),
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(95) / 1e3,
                micros.getValueAtPercentile(99) / 1e3));
    }
}
