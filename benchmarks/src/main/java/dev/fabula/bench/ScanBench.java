package dev.fabula.bench;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.eventstore.codec.Ulids;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reading the whole history, decoded, against the bare copy of its rows. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        description = "Read and decode the whole history; baseline: COPY of the same rows in binary, thrown away.")
final class ScanBench implements Callable<Integer> {

    private static final double BAR = 0.5;
    private static final int WRITERS = 64;
    private static final int EVENTS_A_COMMAND = 25;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private BenchOptions options;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "length of the history (default: 500000; quick: 200000)")
    private int events;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    /** What one pass over the history does. */
    @FunctionalInterface
    private interface Pass {
        long rows() throws Exception;
    }

    @Override
    public Integer call() throws Exception {
        Report report = new Report(spec.commandLine().getOut());
        int length = events > 0 ? events : options.quick ? 200_000 : 500_000;
        try (BenchDatabase database = BenchDatabase.start();
                BenchHistory history = new BenchHistory(database, List.of())) {
            report.say(database.settings());
            fill(history, length);
            database.execute("VACUUM ANALYZE event_store.event");
            report.say(String.format(
                    Locale.ROOT, "a history of %,d events", history.history().head()));
            List<Double> copy = new ArrayList<>();
            List<Double> one = new ArrayList<>();
            List<Double> two = new ArrayList<>();
            for (int round = 0; round <= options.rounds(); round++) {
                double a = rate(() -> copy(database));
                double b = rate(() -> read(history, 1));
                double c = rate(() -> read(history, 2));
                report.say(String.format(
                        Locale.ROOT, "COPY %,10.0f/s, decoded in one range %,10.0f/s, in two %,10.0f/s", a, b, c));
                // The first round warms the caches of the database and the compiler.
                if (round > 0) {
                    copy.add(a);
                    one.add(b);
                    two.add(c);
                }
            }
            report.add(Result.of("scan, decoded, two ranges", Load.median(two), Load.median(copy), "events/s", BAR));
            report.add(Result.of("  in one range", Load.median(one), Load.median(copy), "events/s", null));
        }
        report.finish(options);
        return 0;
    }

    private static double rate(Pass pass) throws Exception {
        long begin = System.nanoTime();
        long rows = pass.rows();
        return rows * 1e9 / (System.nanoTime() - begin);
    }

    private static void fill(BenchHistory history, int length) throws Exception {
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                int writer = w;
                running.add(writers.submit(() -> write(history, writer, length / WRITERS / EVENTS_A_COMMAND)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
    }

    private static void write(BenchHistory history, int writer, int commands) {
        Diaries diaries = new Diaries(writer);
        var metadata = Diaries.metadata(writer);
        for (int c = 0; c < commands; c++) {
            String diary = Ulids.next();
            List<GenericDomainEventMessage<DomainEvent>> messages = new ArrayList<>();
            for (int e = 0; e < EVENTS_A_COMMAND; e++) {
                messages.add(new GenericDomainEventMessage<>("Diary", diary, e, diaries.entry(diary, e), metadata));
            }
            history.engine().appendEvents(messages);
        }
    }

    private static long copy(BenchDatabase database) throws SQLException {
        long rows = 0;
        try (Connection connection = database.connect(database.access().operate())) {
            CopyOut out = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "COPY (SELECT position, sequence, recorded_at, stream_id, event_id, type, revision, tenant_id,"
                                    + " metadata, payload FROM event_store.event) TO STDOUT (FORMAT binary)");
            while (out.readFromCopy() != null) {
                rows++;
            }
        }
        return rows;
    }

    private static long read(BenchHistory history, int ranges) throws Exception {
        HistoryRange all = HistoryRange.of(0, history.history().head());
        try (ExecutorService readers = Executors.newFixedThreadPool(ranges)) {
            List<Future<Long>> running = new ArrayList<>();
            for (HistoryRange range : all.split(ranges)) {
                running.add(readers.submit(() -> count(history, range)));
            }
            long rows = 0;
            for (Future<Long> each : running) {
                rows += each.get();
            }
            return rows;
        }
    }

    private static long count(BenchHistory history, HistoryRange range) {
        long rows = 0;
        try (HistoryCursor cursor = history.history().read(range)) {
            for (var page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                rows += page.size();
            }
        }
        return rows;
    }
}
