package dev.fabula.projection.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.LocalServers;
import dev.fabula.local.supervisor.ServerKind;
import dev.fabula.local.testing.TestDatabase;
import dev.fabula.local.testing.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of transactions, of nodes and of Kafka: who reads what is committed sees every event once. */
class FeedKillTest {

    private static final Path HOME = Path.of(System.getProperty("fabula.home", "../.."));
    private static final int EVENTS = 6_000;

    @TempDir
    private Path folder;

    private static long position(FeedTable table) {
        return table.find("town").map(FeedTable.Row::position).orElse(0L);
    }

    @Test
    void nodesThatAreKilledInTheMiddleOfTransactionsLoseAndDoubleNothing() throws Exception {
        Endpoint at = TestServers.of(ServerKind.KAFKA);
        String bootstrap = at.host() + ":" + at.port();
        String topic = TestServers.nameFor(FeedKillTest.class);
        Feed feed = Town.feed(topic, "storysession", "legacy");
        SplittableRandom random = new SplittableRandom(11);
        try (TestDatabase database = TestDatabase.create(FeedKillTest.class)) {
            Town.migrate(database.access());
            try (Town town = new Town(database.access());
                    Broker broker = new Broker(Map.of("bootstrap.servers", bootstrap), Duration.ofSeconds(5))) {
                FeedTable table = town.parts("nobody", broker).table();
                List<String> stories = Town.stories(20);
                Thread writer = Thread.ofPlatform().start(() -> {
                    SplittableRandom own = new SplittableRandom(12);
                    for (int i = 0; i < EVENTS / 100; i++) {
                        town.live(own, stories, 100);
                    }
                });
                int midway = 0;
                for (int kills = 0; kills < 4; kills++) {
                    long before = position(table);
                    TownProcess node = TownProcess.start(database.access(), "node-" + kills, bootstrap, topic);
                    Town.await("the node to get on", () -> position(table) > before);
                    Thread.sleep(random.nextInt(300));
                    node.kill();
                    if (position(table) < town.head()) {
                        midway++;
                    }
                }
                writer.join();
                // A test in which nothing was ever under way would prove nothing.
                assertThat(midway).isPositive();
                try (FeedNode feeds = town.feeds("last", bootstrap, feed)) {
                    Town.await("the rest", () -> position(table) >= town.head());
                    assertThat(feeds.operations().status("town").takeovers()).isPositive();
                }
                Once.requireAll(town, bootstrap, feed);
            }
        }
    }

    @Test
    void aKafkaThatComesLateAndIsKilledAgainAndAgainHasEverythingOnceAtLast() throws Exception {
        SplittableRandom random = new SplittableRandom(13);
        Feed feed = Town.feed("town.events", "storysession", "legacy");
        try (TestDatabase database = TestDatabase.create(FeedKillTest.class);
                LocalServers servers =
                        LocalServers.open(HOME, folder.resolve("data"), EnumSet.of(ServerKind.KAFKA), (_, _) -> {})) {
            Town.migrate(database.access());
            Endpoint at = servers.endpoint(ServerKind.KAFKA);
            String bootstrap = at.host() + ":" + at.port();
            List<String> stories = Town.stories(20);
            try (Town town = new Town(database.access());
                    FeedNode feeds = town.feeds("one", bootstrap, feed)) {
                // Nothing else suffers while it is away, and the operator sees why the feed waits.
                town.live(new SplittableRandom(1), stories, 500);
                Town.await(
                        "the feed to say that Kafka is away",
                        () -> feeds.operations().status("town").error() != null);
                assertThat(feeds.operations().status("town").state()).isEqualTo(FeedStatus.State.WAITING);
                assertThat(feeds.operations().status("town").lagPositions()).isGreaterThanOrEqualTo(500);

                servers.start();
                servers.ready(ServerKind.KAFKA).join();
                Thread writer = Thread.ofPlatform().start(() -> {
                    SplittableRandom own = new SplittableRandom(14);
                    for (int i = 0; i < EVENTS / 100; i++) {
                        town.live(own, stories, 100);
                    }
                });
                for (int kills = 0; kills < 3; kills++) {
                    long before = feeds.operations().status("town").position();
                    Town.await(
                            "the feed to get on",
                            () -> feeds.operations().status("town").position() > before || !writer.isAlive());
                    Thread.sleep(random.nextInt(300));
                    long pid = servers.status().getFirst().pid();
                    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
                    Town.await(
                            "Kafka to come again",
                            () -> servers.status().getFirst().pid() != pid
                                    && servers.status().getFirst().pid() > 0);
                }
                writer.join();
                Town.await("the rest", () -> feeds.operations().status("town").position() >= town.head());
                Once.requireAll(town, bootstrap, feed);
            }
        }
    }
}
