package dev.fabula.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.local.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Two nodes, 32 writers, 4 readers, broken connections: whatever the schedule, history is what everybody was told. */
class ConcurrencyProperties {

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void everyReaderSeesEveryPositionOnceAndNothingAcknowledgedIsMissing(@ForAll long seed) throws Exception {
        try (TestDatabase database = TestDatabase.create(ConcurrencyProperties.class)) {
            TestHistory.migrate(database.access());
            Ledger ledger = new Ledger();
            List<String> contested = List.of(Ulids.next(), Ulids.next(), Ulids.next());
            try (TestHistory one = new TestHistory(database.access());
                    TestHistory two = new TestHistory(database.access())) {
                List<TailReader> readers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    readers.add(new TailReader(i % 2 == 0 ? one : two));
                }
                try (Writers _ = new Writers(one, 16, seed, contested, ledger, _ -> {});
                        Writers _ = new Writers(two, 16, ~seed, contested, ledger, _ -> {})) {
                    disconnectAtRandom(one, seed);
                }
                long head = one.node().history().head();
                for (TailReader reader : readers) {
                    List<Long> seen = reader.stopAfter(head);
                    Ledger.assertDense(seen);
                    assertThat(seen).hasSize((int) head);
                }
                ledger.assertAgreesWith(one.all());
                assertThat(ledger.acknowledged())
                        .as("the schedule did something")
                        .isGreaterThan(50);
                assertThat(ledger.refused()).as("there were conflicts").isPositive();
            }
        }
    }

    /** Ends the connections of those who append or load, again and again, in the middle of whatever they do. */
    private static void disconnectAtRandom(TestHistory history, long seed) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 6; i++) {
            Thread.sleep(50 + random.nextInt(150));
            if (random.nextInt(3) > 0) {
                TestHistory.ask(
                        history.access(),
                        history.access().append(),
                        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND usename = current_user AND pid <> pg_backend_pid()");
            }
        }
    }
}
