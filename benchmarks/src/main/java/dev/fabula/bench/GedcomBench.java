package dev.fabula.bench;

import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.local.supervisor.Endpoint;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A large family tree: how long until all of it is told, seen and in the graph, and how fast it answers. */
@Command(
        name = "gedcom",
        mixinStandardHelpOptions = true,
        description = {
            "Import a generated tree over HTTP; ask how people in it are related; build its graph anew, against one MERGE a",
            "call. The application, PostgreSQL, Neo4j and the load run on the same machine."
        })
final class GedcomBench implements Callable<Integer> {

    private static final int STEPS = 12;
    private static final double ANSWER_LIMIT = 50;
    private static final double GRAPH_BAR = 10;
    private static final int WARM_PEOPLE = 3_000;
    private static final int WARM_QUESTIONS = 1_500;
    private static final int QUESTIONS = 2_000;
    private static final int PAGE = 100;
    private static final Duration LOOK = Duration.ofMillis(200);

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private BenchOptions options;

    @Option(names = "--people", paramLabel = "N", description = "in the tree (default: 50000)")
    private int people = 50_000;

    @Option(names = "--singles", paramLabel = "N", description = "calls of the baseline (default: 10000)")
    private int singles = 10_000;

    @Option(names = "--heap", paramLabel = "SIZE", description = "of the application (default: 768m)")
    private String heap = "768m";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    public Integer call() throws Exception {
        Report report = new Report(spec.commandLine().getOut());
        Path folder = Files.createTempDirectory("fabula-bench-tree-");
        try (BenchDatabase database = BenchDatabase.start();
                BenchGraph graph = BenchGraph.start();
                ApplicationProcess application =
                        ApplicationProcess.start(database, http, heap, settings(graph.endpoint()))) {
            report.say(database.settings());
            String olivia = application.bearer("alder", "olivia");
            String otto = application.bearer("alder", "otto");
            Path warm = folder.resolve("warm.ged");
            new GeneratedTree(WARM_PEOPLE, 3).write(warm);
            Timed first = imported(application, olivia, otto, "warm", warm);
            report.say(String.format(
                    Locale.ROOT, "cold: %,d people, %,.0f events/s", WARM_PEOPLE, first.events() / first.seconds()));
            GeneratedTree tree = new GeneratedTree(people, 7);
            Path file = folder.resolve("tree.ged");
            tree.write(file);
            Timed told = imported(application, olivia, otto, "tree", file);
            report.say(String.format(
                    Locale.ROOT,
                    "%,d people, %,d events, a file of %,d kB: taken in and checked in %.1f s, seen by all after %.1f s, in"
                            + " the graph after %.1f s; at most %,.0f MB resident with a heap of %s",
                    tree.people(),
                    told.events(),
                    Files.size(file) / 1_000,
                    told.taken(),
                    told.seconds(),
                    told.inGraph(),
                    application.residentMegabytes(),
                    heap));
            report.add(Result.of(
                    "import, events told and seen / cold",
                    told.events() / told.seconds(),
                    first.events() / first.seconds(),
                    "events/s",
                    null));
            Timed again = imported(application, olivia, otto, "tree", file);
            report.add(Result.ofLittle(
                    "the same file again / the first time", again.seconds(), told.seconds(), "s", null));
            ask(report, application, olivia, tree);
            rebuild(report, application, otto, graph);
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        report.finish(options);
        return 0;
    }

    private static Map<String, String> settings(Endpoint neo4j) {
        Map<String, String> settings = new HashMap<>();
        settings.put("fabula.neo4j.uri", "bolt://" + neo4j.host() + ":" + neo4j.port());
        settings.put("fabula.neo4j.username", String.valueOf(neo4j.username()));
        settings.put("fabula.neo4j.password", String.valueOf(neo4j.password()));
        return settings;
    }

    /**
     * @param taken seconds until the file was taken in
     * @param seconds until readers saw all of it
     * @param inGraph seconds until the graph had all of it
     */
    private record Timed(long events, double taken, double seconds, double inGraph) {}

    private Timed imported(ApplicationProcess application, String bearer, String operator, String slug, Path file)
            throws Exception {
        long before = head(application, operator);
        HttpResponse<String> made = send(
                application,
                bearer,
                "POST",
                "/api/legacies",
                "application/json",
                HttpRequest.BodyPublishers.ofString("{\"slug\":\"" + slug + "\",\"name\":\"" + slug + "\"}"));
        if (made.statusCode() != 201 && made.statusCode() != 409) {
            throw new IOException(made.body());
        }
        long begun = System.nanoTime();
        HttpResponse<String> taken = send(
                application,
                bearer,
                "POST",
                "/api/legacies/" + slug + "/import",
                "application/octet-stream",
                HttpRequest.BodyPublishers.ofFile(file));
        if (taken.statusCode() != 202) {
            throw new IOException(taken.body());
        }
        double takenIn = since(begun);
        String path = "/api/legacies/" + slug + "/imports/"
                + JsonMapper.shared().readTree(taken.body()).path("import").asString();
        while (true) {
            JsonNode now = get(application, bearer, path);
            if (now.path("state").asString().equals("complete")) {
                break;
            }
            if (now.path("state").asString().equals("failed")) {
                throw new IOException(now.toString());
            }
            Thread.sleep(LOOK);
        }
        double seen = since(begun);
        long head = head(application, operator);
        while (position(application, operator) < head) {
            Thread.sleep(LOOK);
        }
        return new Timed(head - before, takenIn, seen, since(begun));
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private long head(ApplicationProcess application, String operator) throws Exception {
        return kin(application, operator).path("head").asLong();
    }

    private long position(ApplicationProcess application, String operator) throws Exception {
        for (JsonNode generation : kin(application, operator).path("generations")) {
            if (generation.path("state").asString().equals("current")) {
                return generation.path("position").asLong();
            }
        }
        return 0;
    }

    private JsonNode kin(ApplicationProcess application, String operator) throws Exception {
        return get(application, operator, "/api/admin/projections/kin");
    }

    private void ask(Report report, ApplicationProcess application, String bearer, GeneratedTree tree)
            throws Exception {
        Map<String, String> ids = new HashMap<>();
        String cursor = "";
        do {
            JsonNode page = get(application, bearer, "/api/legacies/tree/people?limit=" + PAGE + cursor);
            page.path("people")
                    .forEach(person -> ids.put(
                            person.path("name").asString(),
                            person.path("person").asString()));
            JsonNode next = page.path("cursor");
            cursor = next.isString() ? "&cursor=" + URLEncoder.encode(next.asString(), StandardCharsets.UTF_8) : "";
        } while (!cursor.isEmpty());
        if (ids.size() != tree.people()) {
            throw new IOException("the list has " + ids.size() + " people, the file " + tree.people());
        }
        Random random = new Random(11);
        List<String> questions = new ArrayList<>();
        for (int i = 0; i < WARM_QUESTIONS + QUESTIONS; i++) {
            int from = random.nextInt(tree.people());
            int to = tree.near(from, 1 + random.nextInt(STEPS));
            questions.add("/api/graph/relationship?from=" + ids.get(tree.name(from)) + "&to=" + ids.get(tree.name(to)));
        }
        Histogram times = new Histogram(3);
        int complete = 0;
        for (int i = 0; i < questions.size(); i++) {
            long begun = System.nanoTime();
            JsonNode answer = get(application, bearer, questions.get(i));
            if (i >= WARM_QUESTIONS) {
                times.recordValue(System.nanoTime() - begun);
                complete += answer.path("complete").asBoolean() ? 1 : 0;
            }
        }
        report.say(String.format(
                Locale.ROOT,
                "%,d questions about people within %d steps, one after the other: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, most"
                        + " %.0f ms; %,d answers are complete",
                QUESTIONS,
                STEPS,
                OpenLoop.millis(times, 50),
                OpenLoop.millis(times, 95),
                OpenLoop.millis(times, 99),
                OpenLoop.millis(times, 100),
                complete));
        report.add(Result.ofLittle("relationship, p95 / limit", OpenLoop.millis(times, 95), ANSWER_LIMIT, "ms", 1.0));
    }

    private void rebuild(Report report, ApplicationProcess application, String operator, BenchGraph graph)
            throws Exception {
        List<Double> single = new ArrayList<>();
        List<Double> built = new ArrayList<>();
        for (int round = 0; round < Math.min(3, options.rounds()); round++) {
            single.add(GraphBench.singles(graph.driver(), people, singles));
            graph.forget();
            long begun = System.nanoTime();
            HttpResponse<String> wished = send(
                    application,
                    operator,
                    "POST",
                    "/api/admin/projections/kin/rebuilds",
                    "application/json",
                    HttpRequest.BodyPublishers.ofString("{}"));
            if (wished.statusCode() != 202) {
                throw new IOException(wished.body());
            }
            JsonNode now;
            double filled = 0;
            do {
                Thread.sleep(LOOK);
                now = get(application, operator, "/api/admin/projections/kin/rebuilds");
                String state = now.path("state").asString();
                if (filled == 0 && !state.equals("queued") && !state.equals("building")) {
                    filled = since(begun);
                }
                if (state.equals("failed")) {
                    throw new IOException(now.toString());
                }
            } while (!now.path("state").asString().equals("ready"));
            double ready = since(begun);
            long elements = now.path("rows").asLong();
            built.add(elements / filled);
            report.say(String.format(
                    Locale.ROOT,
                    "graph of %,d elements from %,d events: filled in %.1f s (%,.0f/s), found equal to the live one after %.1f"
                            + " s; one MERGE a call: %,.0f/s",
                    elements,
                    now.path("events").asLong(),
                    filled,
                    elements / filled,
                    ready,
                    single.getLast()));
            HttpResponse<String> promoted = send(
                    application,
                    operator,
                    "POST",
                    "/api/admin/projections/kin/rebuilds/promote",
                    "application/json",
                    HttpRequest.BodyPublishers.ofString("{}"));
            HttpResponse<String> dropped = send(
                    application,
                    operator,
                    "POST",
                    "/api/admin/projections/kin/drop",
                    "application/json",
                    HttpRequest.BodyPublishers.ofString("{}"));
            if (promoted.statusCode() >= 300 || dropped.statusCode() >= 300) {
                throw new IOException(promoted.body() + dropped.body());
            }
        }
        report.add(Result.of(
                "graph, rebuilt from history / one MERGE a call",
                Load.median(built),
                Load.median(single),
                "elements/s",
                GRAPH_BAR));
    }

    private JsonNode get(ApplicationProcess application, String bearer, String path) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(application.uri(path))
                        .header("Authorization", bearer)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 404 && path.contains("/imports/")) {
            // The read model does not have it yet.
            return JsonMapper.shared().createObjectNode();
        }
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> send(
            ApplicationProcess application,
            String bearer,
            String method,
            String path,
            String type,
            HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(application.uri(path))
                        .header("Authorization", bearer)
                        .header("Content-Type", type)
                        .header("Idempotency-Key", '"' + Ulids.next() + '"')
                        .method(method, body)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
