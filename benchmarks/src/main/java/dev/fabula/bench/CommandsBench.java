package dev.fabula.bench;

import dev.fabula.eventstore.codec.Ulids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Commands a second through the gateway, against Axon's own JDBC engine. */
@Command(
        name = "commands",
        mixinStandardHelpOptions = true,
        description = {
            "Commands through the gateway, at 32 and 256 clients; baseline: Axon's JDBC event store on the same PostgreSQL.",
            "Each client opens a diary, writes 20 entries into it, and opens the next."
        })
final class CommandsBench implements Callable<Integer> {

    private static final Map<Integer, Double> BARS = new LinkedHashMap<>(Map.of(32, 2.0, 256, 5.0));
    private static final int ENTRIES = 20;
    private static final int STOCK_POOL = 40;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private BenchOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Report report = new Report(spec.commandLine().getOut());
        try (BenchDatabase database = BenchDatabase.start();
                BenchHistory history = new BenchHistory(database, List.of(Diary.class));
                BenchDatabase other = BenchDatabase.start()) {
            other.execute("CREATE SCHEMA public_stock; ALTER DATABASE bench SET search_path = public_stock");
            report.say(database.settings());
            report.say(
                    "the stock engine has a pool of " + STOCK_POOL
                            + " connections and a transaction a command; ours loads through 8 connections and appends through one");
            Map<String, Contestant> contestants = new LinkedHashMap<>();
            contestants.put("ours, cached", Contestant.ours(history, true));
            contestants.put("ours", Contestant.ours(history, false));
            contestants.put("stock", Contestant.stock(other.pool(other.access().owner(), STOCK_POOL), false));
            contestants.put(
                    "stock, cached", Contestant.stock(other.pool(other.access().owner(), STOCK_POOL), true));
            for (Contestant contestant : contestants.values()) {
                run(contestant, 32);
            }
            for (int clients : List.of(32, 256)) {
                compare(report, contestants, clients);
            }
            contestants.values().forEach(Contestant::close);
        }
        report.finish(options);
        return 0;
    }

    private void compare(Report report, Map<String, Contestant> contestants, int clients) throws InterruptedException {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round < options.rounds(); round++) {
            for (var contestant : contestants.entrySet()) {
                Load.Outcome outcome = run(contestant.getValue(), clients);
                rates.computeIfAbsent(contestant.getKey(), _ -> new ArrayList<>())
                        .add(outcome.perSecond());
                report.say(String.format(
                        Locale.ROOT,
                        "%3d clients: %-14s %,8.0f/s (p50 %.2f ms, p99 %.2f ms)",
                        clients,
                        contestant.getKey(),
                        outcome.perSecond(),
                        outcome.p50Millis(),
                        outcome.p99Millis()));
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        rates.forEach((name, values) -> medians.put(name, Load.median(values)));
        report.add(result("commands, " + clients + " clients", medians, "ours, cached", "stock", BARS.get(clients)));
        report.add(result("  both without a cache", medians, "ours", "stock", null));
        report.add(result("  both with a cache", medians, "ours, cached", "stock, cached", null));
    }

    private static Result result(
            String name, Map<String, Double> medians, String ours, String baseline, @Nullable Double bar) {
        return Result.of(
                name,
                medians.getOrDefault(ours, Double.NaN),
                medians.getOrDefault(baseline, Double.NaN),
                "commands/s",
                bar);
    }

    private Load.Outcome run(Contestant contestant, int clients) throws InterruptedException {
        List<Load.Work> work = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            work.add(new Client(contestant.gateway(), i));
        }
        return Load.run(work, Thread.ofVirtual().factory(), options.round());
    }

    private static final class Client implements Load.Work {

        private final CommandGateway gateway;
        private final Map<String, String> metadata;
        private final String text;
        private String diary = "";
        private int written = ENTRIES;

        Client(CommandGateway gateway, int number) {
            this.gateway = gateway;
            metadata = Diaries.metadata(number);
            text = new Diaries(number).text();
        }

        @Override
        public void once() {
            if (written == ENTRIES) {
                diary = Ulids.next();
                written = 0;
                send(new Diary.OpenDiary(diary, "an owner"));
            } else {
                written++;
                send(new Diary.WriteEntry(diary, text));
            }
        }

        private void send(Object command) {
            Object _ = gateway.sendAndWait(new GenericCommandMessage<>(command, metadata));
        }
    }
}
