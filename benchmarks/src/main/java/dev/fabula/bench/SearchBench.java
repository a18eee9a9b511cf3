package dev.fabula.bench;

import dev.fabula.bench.SearchCorpus.Query;
import dev.fabula.bench.SearchCorpus.Story;
import dev.fabula.eventstore.codec.Ulids;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How well, and how fast, things are found. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = {
            "Search generated stories over HTTP, by words, by meaning and by both, with the offline provider's vectors. Queries",
            "have known answers; every other one is for tuning, and what is reported are the rest. Application,"
                    + " PostgreSQL, Elasticsearch and load run on the same machine."
        })
final class SearchBench implements Callable<Integer> {

    private static final List<String> MODES = List.of("keyword", "semantic", "hybrid");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int WRITERS = 16;
    private static final int WARM_ROUNDS = 3;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private BenchOptions options;

    @Option(names = "--stories", paramLabel = "N", description = "in the corpus (default: 2000)")
    private int size = 2_000;

    @Option(names = "--queries", paramLabel = "N", description = "of each of the five ways to ask (default: 24)")
    private int queries = 24;

    @Option(names = "--seed", paramLabel = "N", description = "of the corpus (default: 7)")
    private long seed = 7;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Report report = new Report(spec.commandLine().getOut());
        SearchCorpus corpus = new SearchCorpus(seed, size);
        List<Query> asked = corpus.queries(queries);
        try (BenchDatabase database = BenchDatabase.start();
                BenchSearch search = BenchSearch.start();
                HttpClient http = HttpClient.newHttpClient();
                ApplicationProcess application = ApplicationProcess.start(
                        database, http, "1g", Map.of("fabula.elasticsearch.url", search.url()))) {
            report.say(database.settings());
            Caller olivia = new Caller(application, http, application.bearer("alder", "olivia"));
            Map<String, Story> stories = write(olivia, corpus);
            awaitVectors(new Caller(application, http, application.bearer("alder", "otto")), olivia, report);
            for (String half : List.of("tuning", "reported")) {
                List<Query> some = new ArrayList<>();
                for (int i = 0; i < asked.size(); i++) {
                    // Of each way of asking, which are five in turn, half.
                    if ((i / 5) % 2 == (half.equals("tuning") ? 0 : 1)) {
                        some.add(asked.get(i));
                    }
                }
                measure(report, half, olivia, some, stories);
            }
        }
        report.finish(options);
        return 0;
    }

    /** Somebody who calls. */
    private record Caller(ApplicationProcess application, HttpClient http, String bearer) {

        HttpResponse<String> send(String path, HttpRequest.Builder request) throws IOException, InterruptedException {
            HttpResponse<String> answer = http.send(
                    request.uri(application.uri(path))
                            .header("Authorization", bearer)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", '"' + Ulids.next() + '"')
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(path + " is answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer;
        }

        HttpResponse<String> post(String path, Object body) throws IOException, InterruptedException {
            String json = JsonMapper.shared().writeValueAsString(body);
            return send(path, HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(json)));
        }

        JsonNode get(String path) throws IOException, InterruptedException {
            return JsonMapper.shared()
                    .readTree(send(path, HttpRequest.newBuilder().GET()).body());
        }
    }

    private static Map<String, Story> write(Caller olivia, SearchCorpus corpus) throws Exception {
        var _ = olivia.post("/api/legacies", Map.of("slug", "corpus", "name", "Corpus"));
        Map<String, Story> stories = new ConcurrentHashMap<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> writing = new ArrayList<>();
            for (Story story : corpus.stories()) {
                writing.add(writers.submit(() -> {
                    String id = JsonMapper.shared()
                            .readTree(olivia.post(
                                            "/api/legacies/corpus/stories",
                                            Map.of("title", story.title(), "text", story.text()))
                                    .body())
                            .path("story")
                            .asString();
                    var _ = olivia.post("/api/stories/" + id + "/publication", Map.of());
                    stories.put(id, story);
                    return id;
                }));
            }
            for (Future<?> each : writing) {
                var _ = each.get();
            }
        }
        return stories;
    }

    private static void awaitVectors(Caller operator, Caller reader, Report report) throws Exception {
        Instant begun = Instant.now();
        Thread.sleep(2_000);
        while (operator.get("/api/admin/search/embeddings").path("waiting").asLong() > 0) {
            if (Instant.now().isAfter(begun.plus(PATIENCE))) {
                throw new IllegalStateException("the vectors are not made within " + PATIENCE);
            }
            Thread.sleep(200);
        }
        report.say(String.format(
                Locale.ROOT,
                "vectors were made %.1f s after the last story",
                Duration.between(begun, Instant.now()).toMillis() / 1e3));
        // What was recorded last has to be in the index, too.
        Thread.sleep(5_000);
        var _ = reader.get("/api/search?q=warm");
    }

    private void measure(Report report, String half, Caller olivia, List<Query> asked, Map<String, Story> stories)
            throws Exception {
        Map<String, Double> quality = new HashMap<>();
        for (String mode : MODES) {
            Map<String, double[]> ways = new TreeMap<>();
            double ndcg = 0;
            double recall = 0;
            List<Double> millis = new ArrayList<>();
            for (int round = 0; round < WARM_ROUNDS; round++) {
                for (Query query : asked) {
                    String path = "/api/search?kinds=story&limit=20&mode=" + mode + "&q="
                            + URLEncoder.encode(query.text(), StandardCharsets.UTF_8);
                    long begun = System.nanoTime();
                    JsonNode answer = olivia.get(path);
                    if (round < WARM_ROUNDS - 1) {
                        continue;
                    }
                    millis.add((System.nanoTime() - begun) / 1e6);
                    List<Integer> found = new ArrayList<>();
                    answer.path("hits")
                            .forEach(hit -> found.add(query.grade(Objects.requireNonNull(
                                    stories.get(hit.path("id").asString())))));
                    List<Integer> all =
                            stories.values().stream().map(query::grade).toList();
                    double gain = RankingQuality.ndcg(found, all);
                    ndcg += gain;
                    recall += RankingQuality.recall(found, all);
                    double[] way = ways.computeIfAbsent(query.how(), _ -> new double[2]);
                    way[0] += gain;
                    way[1]++;
                }
            }
            double p95 = percentile(millis);
            quality.put(mode, ndcg / asked.size());
            report.say(String.format(
                    Locale.ROOT,
                    "%s half, %d queries, %s: nDCG@10 %.3f, recall@20 %.3f, p95 %.1f ms; %s",
                    half,
                    asked.size(),
                    mode,
                    ndcg / asked.size(),
                    recall / asked.size(),
                    p95,
                    String.join(
                            ", ",
                            ways.entrySet().stream()
                                    .map(way -> String.format(
                                            Locale.ROOT,
                                            "%s %.3f",
                                            way.getKey(),
                                            way.getValue()[0] / way.getValue()[1]))
                                    .toList())));
        }
        double best = Math.max(quality.getOrDefault("keyword", 0.0), quality.getOrDefault("semantic", 0.0));
        report.add(Result.of(
                "nDCG@10, hybrid / the better of the two, " + half,
                quality.getOrDefault("hybrid", 0.0),
                best,
                "",
                half.equals("reported") ? 1.0 : null));
    }

    private static double percentile(List<Double> millis) {
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(0.95 * sorted.length) - 1)];
    }
}
