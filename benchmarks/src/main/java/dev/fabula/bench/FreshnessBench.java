package dev.fabula.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How long it takes from a command to where a reader sees what it did. */
@Command(
        name = "freshness",
        mixinStandardHelpOptions = true,
        description = {
            "Append 100 commands a second, and look after each, every millisecond, until a tenant's reader sees its row.",
            "Time counts from when the command was due; baseline: what it may take, at half and at 99 of 100 commands."
        })
final class FreshnessBench implements Callable<Integer> {

    private static final int COMMANDS_A_SECOND = 100;
    private static final int READERS = 8;
    private static final double HALF_MAY_TAKE = 20;
    private static final double MOST_MAY_TAKE = 100;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private BenchOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Report report = new Report(spec.commandLine().getOut());
        BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS);
        try (BenchDatabase database = BenchDatabase.start();
                BenchHistory history = new BenchHistory(database, List.of());
                BenchProjections projections = new BenchProjections(database, history)) {
            report.say(database.settings());
            LiveWriting writing = new LiveWriting(history);
            projections.awaitCaughtUp();
            for (int i = 0; i < READERS; i++) {
                readers.add(reader(database));
            }
            measure(report, writing, readers);
        } finally {
            for (Connection reader : readers) {
                reader.close();
            }
        }
        report.finish(options);
        return 0;
    }

    private void measure(Report report, LiveWriting writing, BlockingQueue<Connection> readers)
            throws InterruptedException {
        List<Double> half = new ArrayList<>();
        List<Double> most = new ArrayList<>();
        Duration length = Duration.ofSeconds(options.quick ? 5 : 15);
        for (int round = 0; round <= options.rounds(); round++) {
            Histogram visible =
                    OpenLoop.run(COMMANDS_A_SECOND, length, (_, _) -> awaitVisible(readers, writing.write()));
            report.say(String.format(
                    Locale.ROOT,
                    "%d commands/s: visible after p50 %.2f ms, p99 %.2f ms, at most %.2f ms",
                    COMMANDS_A_SECOND,
                    OpenLoop.millis(visible, 50),
                    OpenLoop.millis(visible, 99),
                    OpenLoop.millis(visible, 100)));
            // The first round warms the compiler.
            if (round > 0) {
                half.add(OpenLoop.millis(visible, 50));
                most.add(OpenLoop.millis(visible, 99));
            }
        }
        report.add(Result.ofLittle("append to visible, p50", Load.median(half), HALF_MAY_TAKE, "ms", 1.0));
        report.add(Result.ofLittle("append to visible, p99", Load.median(most), MOST_MAY_TAKE, "ms", 1.0));
    }

    /** A connection as a request has one: of the tenant, under row-level security. */
    private static Connection reader(BenchDatabase database) throws SQLException {
        Connection connection = database.connect(database.access().app());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET fabula.tenant = 'bench'");
        }
        return connection;
    }

    private static void awaitVisible(BlockingQueue<Connection> readers, LiveWriting.Entry entry)
            throws SQLException, InterruptedException {
        while (!visible(readers, entry)) {
            Thread.sleep(1);
        }
    }

    private static boolean visible(BlockingQueue<Connection> readers, LiveWriting.Entry entry)
            throws SQLException, InterruptedException {
        Connection reader = readers.take();
        try (PreparedStatement query = reader.prepareStatement(
                "SELECT entries FROM read_model.diary_shelf WHERE diary = ? AND entries >= ?")) {
            query.setString(1, entry.diary());
            query.setInt(2, entry.number());
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        } finally {
            readers.add(reader);
        }
    }
}
