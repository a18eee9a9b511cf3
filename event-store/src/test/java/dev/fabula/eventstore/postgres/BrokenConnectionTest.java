package dev.fabula.eventstore.postgres;

import static dev.fabula.eventstore.postgres.TestHistory.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.event.Recorded;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.local.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A connection that breaks leaves the node not knowing what arrived; the callers must never notice. */
class BrokenConnectionTest {

    @Test
    void anEventWhoseConfirmationWasLostIsFoundAndNotAppendedTwice() throws Exception {
        try (TestDatabase database = TestDatabase.create(BrokenConnectionTest.class)) {
            TestHistory.migrate(database.access());
            URI at = URI.create(database.access().url().substring("jdbc:".length()));
            try (CuttingProxy proxy = new CuttingProxy(at.getHost(), at.getPort())) {
                String url = "jdbc:postgresql://127.0.0.1:" + proxy.port() + at.getPath();
                try (TestHistory history =
                        new TestHistory(database.access(), HistoryLimits.DEFAULT, url, TestHistory.MASTER_KEY)) {
                    history.appendOne();
                    String stream = Ulids.next();
                    proxy.cutNextAnswer();
                    history.append(line(stream, 0), line(stream, 1));
                    history.append(line(stream, 2));
                    assertThat(proxy.hasCut()).isTrue();
                    assertThat(history.all()).extracting(Recorded::position).containsExactly(1L, 2L, 3L, 4L);
                    assertThat(history.meters()
                                    .get("fabula.history.broken")
                                    .counter()
                                    .count())
                            .isGreaterThanOrEqualTo(1);
                }
            }
        }
    }

    @Test
    void anEventThatDidNotArriveIsAppendedByTheNextConnection() throws Exception {
        try (TestDatabase database = TestDatabase.create(BrokenConnectionTest.class)) {
            TestHistory.migrate(database.access());
            try (TestHistory history = new TestHistory(database.access())) {
                history.appendOne();
                CompletableFuture<Void> append;
                String stream = Ulids.next();
                try (AppendLock _ = AppendLock.hold(database.access())) {
                    append = CompletableFuture.runAsync(() -> history.append(line(stream, 0), line(stream, 1)));
                    String killed;
                    do {
                        killed = TestHistory.ask(
                                database.access(),
                                database.access().append(),
                                "SELECT count(pg_terminate_backend(l.pid)) FROM pg_locks l"
                                        + " JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory'"
                                        + " AND NOT l.granted AND a.datname = current_database()");
                    } while (killed.equals("0"));
                }
                assertThat(append).succeedsWithin(Duration.ofSeconds(20));
                assertThat(history.all()).extracting(Recorded::position).containsExactly(1L, 2L, 3L);
            }
        }
    }
}
