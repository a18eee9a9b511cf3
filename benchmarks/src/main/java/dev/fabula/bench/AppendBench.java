package dev.fabula.bench;

import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.eventstore.codec.EncodedEvent;
import dev.fabula.eventstore.codec.EventCodec;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.postgres.PostgresEventStorageEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Appends a second, against raw inserts, and what encryption costs. */
@Command(
        name = "append",
        mixinStandardHelpOptions = true,
        description =
                "Append single events, at 1, 8, 32 and 256 clients; baseline: INSERT and commit, a connection a client.")
final class AppendBench implements Callable<Integer> {

    private static final Map<Integer, Double> BARS = Map.of(1, 0.7, 8, 1.0, 32, 1.8, 256, 4.5);
    private static final double ENCRYPTION_BAR = 0.85;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private BenchOptions options;

    @Option(names = "--clients", split = ",", paramLabel = "N", description = "how many clients (default: 1,8,32,256)")
    private List<Integer> clients = List.of(1, 8, 32, 256);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Report report = new Report(spec.commandLine().getOut());
        try (BenchDatabase database = BenchDatabase.start();
                BenchHistory history = new BenchHistory(database, List.of())) {
            database.execute(RawInserts.TABLE);
            report.say(database.settings());
            EncodedEvent sample = history.codec()
                    .encode(new Diaries(1).entry(Ulids.next(), 1), EventMetadata.fromMap(Diaries.metadata(1)));
            report.say(
                    "an event: " + sample.payload().length + " bytes of payload, " + sample.metadata().length
                            + " of metadata; ours includes encoding them, the baseline does not. All clients are virtual threads, as requests are.");
            warmUp(database, history);
            for (int count : clients) {
                compare(report, database, history, count);
            }
            encryption(report, history);
        }
        report.finish(options);
        return 0;
    }

    private void warmUp(BenchDatabase database, BenchHistory history) throws Exception {
        ours(history.engine(), 32, false);
        raw(database, history.codec(), 8);
        ours(history.engine(), 32, true);
    }

    private void compare(Report report, BenchDatabase database, BenchHistory history, int clients) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> raw = new ArrayList<>();
        for (int round = 0; round < options.rounds(); round++) {
            Load.Outcome a = ours(history.engine(), clients, false);
            Load.Outcome b = raw(database, history.codec(), Math.min(clients, RawInserts.MOST));
            ours.add(a.perSecond());
            raw.add(b.perSecond());
            report.say(String.format(
                    Locale.ROOT,
                    "%3d clients: ours %,8.0f/s (p50 %.2f ms, p99 %.2f ms), raw %,8.0f/s (p50 %.2f ms, p99 %.2f ms)",
                    clients,
                    a.perSecond(),
                    a.p50Millis(),
                    a.p99Millis(),
                    b.perSecond(),
                    b.p50Millis(),
                    b.p99Millis()));
        }
        report.add(Result.of(
                "append, " + clients + " clients", Load.median(ours), Load.median(raw), "events/s", BARS.get(clients)));
    }

    private void encryption(Report report, BenchHistory history) throws Exception {
        List<Double> secret = new ArrayList<>();
        List<Double> clear = new ArrayList<>();
        for (int round = 0; round < options.rounds(); round++) {
            secret.add(ours(history.engine(), 256, true).perSecond());
            clear.add(ours(history.engine(), 256, false).perSecond());
        }
        report.add(Result.of(
                "append encrypted / clear, 256 clients",
                Load.median(secret),
                Load.median(clear),
                "events/s",
                ENCRYPTION_BAR));
    }

    private Load.Outcome ours(PostgresEventStorageEngine engine, int clients, boolean secret) throws Exception {
        List<Load.Work> work = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            work.add(new Client(engine, i, secret));
        }
        return Load.run(work, Thread.ofVirtual().factory(), options.round());
    }

    private Load.Outcome raw(BenchDatabase database, EventCodec codec, int clients) throws Exception {
        List<RawInserts> work = new ArrayList<>();
        try {
            for (int i = 0; i < clients; i++) {
                work.add(new RawInserts(database, codec, i));
            }
            return Load.run(work, Thread.ofVirtual().factory(), options.round());
        } finally {
            for (RawInserts client : work) {
                client.close();
            }
        }
    }

    /** Writes into a diary of its own. */
    private static final class Client implements Load.Work {

        private final PostgresEventStorageEngine engine;
        private final String diary = Ulids.next();
        private final Map<String, String> metadata;
        private final int number;
        private final boolean secret;
        private final String text;
        private int written;

        Client(PostgresEventStorageEngine engine, int number, boolean secret) {
            this.engine = engine;
            this.number = number;
            this.secret = secret;
            text = new Diaries(number).text();
            metadata = Diaries.metadata(number);
        }

        @Override
        public void once() {
            List<String> tags = List.of("home", "river");
            DiaryEvent event = secret
                    ? new DiaryEvent.SecretEntryWritten(diary, written, "calm", tags, "author-" + number, text)
                    : new DiaryEvent.EntryWritten(diary, written, "calm", tags, text);
            engine.appendEvents(List.of(new GenericDomainEventMessage<>("Diary", diary, written++, event, metadata)));
        }
    }
}
