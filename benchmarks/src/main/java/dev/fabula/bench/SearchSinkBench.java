package dev.fabula.bench;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.projection.Change;
import dev.fabula.projection.TenantKey;
import dev.fabula.projection.elasticsearch.DocumentMapping;
import dev.fabula.projection.elasticsearch.ElasticsearchSink;
import dev.fabula.projection.elasticsearch.SearchSettings;
import dev.fabula.readschema.ReadSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Writing documents in batches, against one a call. */
@Command(
        name = "search-sink",
        mixinStandardHelpOptions = true,
        description = "Fill, write and compare an index of stories; baseline: one document a call.")
final class SearchSinkBench implements Callable<Integer> {

    private static final double BAR = 5;
    private static final TenantId TENANT = new TenantId("bench");
    /** Of the live runtime: what one batch writes at most. */
    private static final int LIVE_BATCH = 500;
    /** Live batches of one document, each seen once it is written. */
    private static final int LONELY = 200;

    private static final int WORDS = 80;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private BenchOptions options;

    @Option(names = "--documents", paramLabel = "N", description = "of about 500 characters (default: 20000)")
    private int documents = 20_000;

    @Option(names = "--singles", paramLabel = "N", description = "calls of the baseline (default: 2000)")
    private int singles = 2_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    record Text(String kind, String access, String title, String body, List<String> tags) {}

    private static final DocumentMapping<Text> MAPPING =
            DocumentMapping.of(Text.class, "texts", ReadSearch.index(ReadSearch.STORIES));

    @Override
    public Integer call() throws Exception {
        Report report = new Report(spec.commandLine().getOut());
        List<Change<Text>> texts = texts(documents);
        List<Double> single = new ArrayList<>();
        List<Double> filled = new ArrayList<>();
        List<Double> written = new ArrayList<>();
        List<Double> lonely = new ArrayList<>();
        List<Double> loaded = new ArrayList<>();
        List<Double> digested = new ArrayList<>();
        try (BenchSearch search = BenchSearch.start()) {
            ElasticsearchSink<Text> sink = new ElasticsearchSink<>(
                    search.client(), new PGSimpleDataSource(), "", MAPPING, SearchSettings.DEFAULT);
            report.say(String.format(Locale.ROOT, "%,d documents; the baseline is %,d calls", documents, singles));
            for (int round = 0; round <= options.rounds(); round++) {
                String target = sink.target(3 * round + 1);
                String live = sink.target(3 * round + 2);
                String plain = sink.target(3 * round + 3);
                for (String each : List.of(target, live, plain)) {
                    sink.create(each);
                }
                sink.finish(live);
                sink.finish(plain);
                double fill = rate(texts.size(), () -> {
                    sink.fill(target, texts);
                    sink.finish(target);
                });
                double write = rate(texts.size(), () -> batches(texts, batch -> sink.write(live, batch)));
                double alone = rate(
                        LONELY, () -> later(texts).subList(0, LONELY).forEach(each -> sink.write(live, List.of(each))));
                double load = rate(
                        texts.size(),
                        () -> batches(
                                texts,
                                batch -> sink.load(
                                        live, batch.stream().map(Change::key).toList())));
                double digest;
                try (var snapshot = sink.snapshot()) {
                    digest = rate(texts.size(), () -> snapshot.digest(target, live, 1_024));
                }
                double one = rate(
                        singles, () -> put(search.client(), plain, texts.subList(0, Math.min(singles, texts.size()))));
                List.of(target, live, plain).forEach(sink::drop);
                report.say(String.format(
                        Locale.ROOT,
                        "one a call %,6.0f/s, filled %,7.0f/s, written %,7.0f/s, one a batch %,5.0f/s, loaded %,7.0f/s,"
                                + " digested %,7.0f/s",
                        one,
                        fill,
                        write,
                        alone,
                        load,
                        digest));
                // The first round warms both processes.
                if (round > 0) {
                    single.add(one);
                    filled.add(fill);
                    written.add(write);
                    lonely.add(alone);
                    loaded.add(load);
                    digested.add(digest);
                }
            }
        }
        double baseline = Load.median(single);
        report.add(Result.of("search, filled", Load.median(filled), baseline, "documents/s", BAR));
        report.add(Result.of("search, written and seen", Load.median(written), baseline, "documents/s", BAR));
        report.add(Result.of("  one a batch, and seen", Load.median(lonely), baseline, "documents/s", null));
        report.add(Result.of("  loaded", Load.median(loaded), baseline, "documents/s", null));
        report.add(Result.of("  digested", Load.median(digested), baseline, "documents/s", null));
        report.finish(options);
        return 0;
    }

    private static double rate(int documents, Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return documents * 1e9 / (System.nanoTime() - begin);
    }

    private static List<Change<Text>> texts(int count) {
        Random random = new Random(7);
        String[] words = new String[2_000];
        Arrays.setAll(words, i -> Integer.toString(i * 7_919 + 46_656, 36));
        List<Change<Text>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder body = new StringBuilder();
            for (int j = 0; j < WORDS; j++) {
                body.append(words[random.nextInt(words.length)]).append(' ');
            }
            Text text = new Text("story", "readers", "Story " + i, body.toString(), List.of("tag" + i % 20));
            all.add(new Change<>(new TenantKey(TENANT, "text/" + i), text, i + 1));
        }
        return List.copyOf(all);
    }

    private static List<Change<Text>> later(List<Change<Text>> all) {
        return all.stream()
                .map(change -> new Change<>(change.key(), change.value(), change.position() + all.size()))
                .toList();
    }

    private static void batches(List<Change<Text>> all, Consumer<Collection<Change<Text>>> work) {
        for (int i = 0; i < all.size(); i += LIVE_BATCH) {
            work.accept(all.subList(i, Math.min(i + LIVE_BATCH, all.size())));
        }
    }

    /** As it is written where nobody thinks of batches; nobody waits until it is seen, either. */
    private static void put(Rest5Client client, String index, List<Change<Text>> changes) {
        try {
            for (Change<Text> change : changes) {
                Text text = Objects.requireNonNull(change.value());
                Request request = new Request(
                        "PUT", "/" + index + "/_doc/" + change.key().key().replace("/", "%2F"));
                request.setJsonEntity(JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "tenant", TENANT.value(),
                                "key", change.key().key(),
                                "position", change.position(),
                                "title", text.title(),
                                "body", text.body(),
                                "tags", text.tags())));
                client.performRequest(request);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
