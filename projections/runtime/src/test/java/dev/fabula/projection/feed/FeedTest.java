package dev.fabula.projection.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.PersonEvent.PersonRemoved;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.eventstore.StoredRecord;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.privacy.Subject;
import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.ServerKind;
import dev.fabula.local.testing.TestDatabase;
import dev.fabula.local.testing.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Feeds on a Kafka that stays. */
@SuppressWarnings("NullAway.Init") // set before each test
class FeedTest {

    private static String bootstrap;

    private TestDatabase database;
    private Town town;
    private String topic;

    @BeforeAll
    static void kafka() {
        Endpoint at = TestServers.of(ServerKind.KAFKA);
        bootstrap = at.host() + ":" + at.port();
    }

    @AfterAll
    static void forget() {
        bootstrap = "";
    }

    @BeforeEach
    void open() {
        database = TestDatabase.create(FeedTest.class);
        Town.migrate(database.access());
        town = new Town(database.access());
        topic = TestServers.nameFor(FeedTest.class);
    }

    @AfterEach
    void close() throws Exception {
        town.close();
        database.close();
        try (Admin admin = admin()) {
            var own = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(topic))
                    .toList();
            admin.deleteTopics(own).all().get();
        }
    }

    private static Admin admin() {
        return Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap));
    }

    private void settle(FeedNode feeds) {
        long head = town.head();
        Town.await(
                "the feed to reach " + head,
                () -> feeds.operations().status("town").position() >= head);
    }

    private FeedJob await(FeedNode feeds, FeedJob job) {
        Town.await(
                "the job " + job.id(),
                () -> !feeds.operations()
                        .job(job.feed(), job.kind(), job.id())
                        .state()
                        .isOpen());
        return feeds.operations().job(job.feed(), job.kind(), job.id());
    }

    private TopicComparison verified(FeedNode feeds, @Nullable String of) {
        FeedJob done = await(feeds, feeds.operations().verify("town", of, "otto"));
        assertThat(done.state()).as(String.valueOf(done.error())).isEqualTo(FeedJob.State.DONE);
        return JsonMapper.shared().readValue(done.report(), TopicComparison.class);
    }

    @Test
    void anEventLeavesAsACloudEventWithoutItsPersonalFields() {
        String story = Ulids.next();
        Feed feed = Town.feed(topic, "storysession");
        town.append("StorySession", story, Town.started(story, "a dragon"), Town.rated(story, 1));
        try (FeedNode feeds = town.feeds("one", bootstrap, feed)) {
            settle(feeds);
        }
        List<Reader.Seen> seen = Reader.all(bootstrap, topic);
        assertThat(seen).hasSize(2);
        Reader.Seen first = seen.getFirst();
        assertThat(first.key()).isEqualTo(story);
        assertThat(first.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "fabula.storysession.story-started.v1")
                .containsEntry("ce_source", "/fabula/alder")
                .containsEntry("ce_subject", "StorySession/" + story)
                .containsEntry("ce_sequence", "0000000000000000000")
                .containsEntry("ce_position", "1")
                .containsEntry("ce_partitionkey", story)
                .containsEntry("ce_tenantid", "alder")
                .containsEntry("ce_authid", "olivia")
                .containsEntry("ce_authtype", "app_user")
                .containsEntry("ce_correlationid", "correlation-1")
                .containsEntry("ce_causationid", "causation-1")
                .containsEntry("ce_traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .containsEntry("ce_withheld", "/characters,/premise,/title")
                .containsEntry("content-type", "application/json");
        assertThat(first.payload().path("genres").path(0).asString()).isEqualTo("fantasy");
        assertThat(first.payload().propertyNames()).doesNotContain("title", "premise", "characters");
        assertThat(first.payload().toString() + first.headers())
                .doesNotContain("sealed", "dragon", "192.0.2.7", "browser");
        assertThat(seen.get(1).headers()).doesNotContainKey("ce_withheld");
        assertThat(seen.get(1).payload().path("rating").asInt()).isEqualTo(2);
    }

    @Test
    void personalFieldsLeaveWhereThatIsConfiguredAndNotOnceTheirSubjectIsErased() {
        String story = Ulids.next();
        Feed feed = new Feed("town", topic, Set.of("storysession"), Set.of(), true, 3, (short) -1);
        town.append("StorySession", story, Town.started(story, "a dragon"));
        try (FeedNode feeds = town.feeds("one", bootstrap, feed)) {
            settle(feeds);
            JsonNode payload = Reader.all(bootstrap, topic).getFirst().payload();
            assertThat(payload.path("title").asString()).isEqualTo("a dragon");
            assertThat(payload.path("characters").path(0).asString()).isEqualTo("Mira");

            town.append("StorySession", story, Town.chosen(story, 1, "go on"));
            town.history()
                    .erasures()
                    .erase(
                            new Subject(Town.ALDER, "olivia"),
                            "asked for it",
                            EventMetadata.of(Town.ALDER, new ActorId("olivia"), ActorKind.USER));
            settle(feeds);
            assertThat(verified(feeds, null).equal()).isTrue();
            FeedJob replay = feeds.operations()
                    .replay("town", new FeedOperations.Range(topic + ".again", null, null, null, null), "otto");
            assertThat(await(feeds, replay).state()).isEqualTo(FeedJob.State.DONE);
        }
        List<Reader.Seen> again = Reader.all(bootstrap, topic + ".again");
        assertThat(again).hasSize(2);
        assertThat(again.toString()).doesNotContain("dragon", "go on");
        assertThat(again.get(1).header("ce_withheld")).isEqualTo("/text");
    }

    @Test
    void onlyWhatMatchesLeavesAndTheFeedIsNotBehindForTheRest() {
        List<String> stories = Town.stories(3);
        Feed feed = new Feed(
                "town", topic, Set.of("storysession"), Set.of("storysession.beat-rated"), false, 3, (short) -1);
        town.live(new SplittableRandom(1), stories, 300);
        try (FeedNode feeds = town.feeds("one", bootstrap, feed)) {
            settle(feeds);
            town.append("Person", Ulids.next(), new PersonRemoved(new PersonId("p"), new LegacyId("l")));
            settle(feeds);
            assertThat(feeds.operations().status("town").lagPositions()).isZero();
        }
        assertThat(Reader.all(bootstrap, topic))
                .isNotEmpty()
                .allSatisfy(
                        record -> assertThat(record.header("ce_type")).isEqualTo("fabula.storysession.beat-rated.v1"));
        Once.requireAll(town, bootstrap, feed);
    }

    @Test
    void goesOnWhereTheTopicIsWhateverTheTableSays() {
        List<String> stories = Town.stories(5);
        Feed feed = Town.feed(topic, "storysession", "legacy");
        SplittableRandom random = new SplittableRandom(2);
        town.live(random, stories, 200);
        try (FeedNode feeds = town.feeds("one", bootstrap, feed)) {
            settle(feeds);
        }
        town.live(random, stories, 100);
        // Neither a table that has lost everything nor one that has been restored to another time leads astray.
        town.operate("DELETE FROM projection.feed");
        try (FeedNode feeds = town.feeds("two", bootstrap, feed)) {
            settle(feeds);
        }
        town.live(random, stories, 100);
        town.operate("UPDATE projection.feed SET passed = 1000000, committed = 1000000");
        try (FeedNode feeds = town.feeds("three", bootstrap, feed)) {
            settle(feeds);
        }
        Once.requireAll(town, bootstrap, feed);
    }

    @Test
    void twoThatRunTheSameFeedAtOnceStillSendEachEventOnce() throws Exception {
        List<String> stories = Town.stories(10);
        Feed feed = Town.feed(topic, "storysession", "legacy");
        town.live(new SplittableRandom(3), stories, 1_500);
        try (Broker broker = new Broker(Map.of("bootstrap.servers", bootstrap), Duration.ofSeconds(5))) {
            broker.create(topic, 3, (short) -1);
            FeedParts parts = town.parts("nobody", broker);
            Thread[] both = new Thread[2];
            for (int i = 0; i < both.length; i++) {
                SplittableRandom random = new SplittableRandom(i);
                both[i] = Thread.ofPlatform().start(() -> rush(parts, feed, random));
            }
            for (Thread each : both) {
                each.join();
            }
        }
        Once.requireAll(town, bootstrap, feed);
    }

    /** As a node does that knows nothing of leases: takes the feed, sends some, is thrown out, takes it again. */
    private void rush(FeedParts parts, Feed feed, SplittableRandom random) {
        long head = town.head();
        long reached = 0;
        while (reached < head) {
            Broker.Topic there = parts.broker().find(feed.topic()).orElseThrow();
            try (Transactions transactions = Transactions.begin(parts.broker(), there, parts.transactionalId(feed))) {
                Delivery delivery = new Delivery(
                        parts.history(), parts.records(feed, feed.topic()), feed::matches, 40, new Delivery.Watch() {
                            @Override
                            public void committed(StoredRecord last, int records) {}

                            @Override
                            public void reached(long position) {}
                        });
                reached = transactions.position();
                while (reached < head) {
                    reached = delivery.run(transactions, reached, Math.min(head, reached + 50 + random.nextInt(100)));
                }
            } catch (FeedUnavailableException thrownOut) {
                assertThat(thrownOut).hasMessageContaining("transaction");
            }
        }
    }

    @Test
    void aPausedFeedWaitsAndGoesOnWhenItIsResumed() throws Exception {
        List<String> stories = Town.stories(2);
        Feed feed = Town.feed(topic, "storysession");
        SplittableRandom random = new SplittableRandom(4);
        town.live(random, stories, 50);
        try (FeedNode feeds = town.feeds("one", bootstrap, feed)) {
            settle(feeds);
            feeds.operations().pause("town", true, "otto");
            Town.await(
                    "nobody to run it", () -> feeds.operations().status("town").node() == null);
            town.live(random, stories, 50);
            Thread.sleep(500);
            FeedStatus paused = feeds.operations().status("town");
            assertThat(paused.state()).isEqualTo(FeedStatus.State.PAUSED);
            assertThat(paused.lagPositions()).isGreaterThanOrEqualTo(50);
            assertThat(paused.lagSeconds()).isGreaterThan(0.3);
            feeds.operations().pause("town", false, "otto");
            settle(feeds);
        }
        Once.requireAll(town, bootstrap, feed);
    }

    @Test
    void aTopicThatIsDeletedBeginsAnewAndTheOperatorIsTold() throws Exception {
        List<String> stories = Town.stories(2);
        Feed feed = Town.feed(topic, "storysession");
        SplittableRandom random = new SplittableRandom(5);
        town.live(random, stories, 200);
        try (FeedNode feeds = town.feeds("one", bootstrap, feed)) {
            settle(feeds);
            try (Admin admin = admin()) {
                admin.deleteTopics(List.of(topic)).all().get();
            }
            town.live(random, stories, 50);
            Town.await(
                    "the operator to be told",
                    () -> feeds.operations().status("town").notice() != null);
            settle(feeds);
            assertThat(feeds.operations().status("town").notice()).contains("deleted", "anew");
        }
        Once.requireAll(town, bootstrap, feed);
    }

    @Test
    void anEventThatIsTooLargeStopsTheFeedBehindWhatIsBeforeItAndRaisingTheLimitLetsItGoOn() throws Exception {
        String story = Ulids.next();
        Feed feed = new Feed("town", topic, Set.of("storysession"), Set.of(), true, 1, (short) -1);
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(Map.of("max.message.bytes", "20000"))))
                    .all()
                    .get();
            // A text that no compression makes small.
            StringBuilder noise = new StringBuilder();
            new SplittableRandom(6).ints(40_000, 0x4e00, 0x9fff).forEach(noise::appendCodePoint);
            town.append("StorySession", story, Town.started(story, "a dragon"));
            town.append("StorySession", story, Town.chosen(story, 1, noise.toString()));
            town.append("StorySession", story, Town.rated(story, 1));
            try (FeedNode feeds = town.feeds("one", bootstrap, feed)) {
                Town.await(
                        "the feed to say why it stands",
                        () -> Reader.all(bootstrap, topic).size() == 1
                                && String.valueOf(feeds.operations()
                                                .status("town")
                                                .error())
                                        .contains("position 2"));
                assertThat(feeds.operations().status("town").error())
                        .contains("storysession.choice-made", story, "max.message.bytes");
                assertThat(feeds.operations().status("town").state()).isEqualTo(FeedStatus.State.WAITING);
                assertThat(Reader.all(bootstrap, topic)).hasSize(1);

                var key = new ConfigResource(ConfigResource.Type.TOPIC, topic);
                admin.incrementalAlterConfigs(Map.of(
                                key,
                                List.of(new AlterConfigOp(
                                        new ConfigEntry("max.message.bytes", "2000000"), AlterConfigOp.OpType.SET))))
                        .all()
                        .get();
                settle(feeds);
            }
        }
        Once.requireAll(town, bootstrap, feed);
    }

    @Test
    void aReplayTakesARangeToATopicOfItsOwn() {
        List<String> stories = Town.stories(4);
        Feed feed = Town.feed(topic, "storysession", "legacy");
        town.live(new SplittableRandom(7), stories, 300);
        try (FeedNode feeds = town.feeds("one", bootstrap, feed)) {
            settle(feeds);
            FeedOperations.Range range = new FeedOperations.Range(topic + ".range", 100L, null, 200L, null);
            FeedJob done = await(feeds, feeds.operations().replay("town", range, "otto"));
            assertThat(done.state()).isEqualTo(FeedJob.State.DONE);
            assertThat(done.records()).isEqualTo(101);
            assertThat(Reader.all(bootstrap, topic + ".range").stream()
                            .map(Reader.Seen::position)
                            .sorted()
                            .toList())
                    .hasSize(101)
                    .startsWith(100L)
                    .endsWith(200L);
            TopicComparison compared = verified(feeds, topic + ".range");
            assertThat(compared.equal()).as(compared.toString()).isTrue();
            assertThat(compared.records()).isEqualTo(101);

            assertThatThrownBy(() -> feeds.operations().replay("town", range, "otto"))
                    .isInstanceOf(FeedRefusedException.class)
                    .hasMessageContaining("already");
            assertThatThrownBy(() -> feeds.operations()
                            .replay("town", new FeedOperations.Range(topic + ".x", 1L, null, 1_000_000L, null), "otto"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not a range");
        }
    }

    @Test
    void aVerificationFindsWhatIsMissingDoubledChangedOrStrange() {
        List<String> stories = Town.stories(4);
        Feed feed = Town.feed(topic, "storysession", "legacy");
        town.live(new SplittableRandom(8), stories, 100);
        try (Broker broker = new Broker(Map.of("bootstrap.servers", bootstrap), Duration.ofSeconds(5));
                KafkaProducer<byte[], byte[]> forger = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrap),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            broker.create(topic, 3, (short) -1);
            FeedRecords records = town.parts("nobody", broker).records(feed, topic);
            try (var cursor = town.history().history().readStored(0, 90, feed::matches)) {
                for (var page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                    page.forEach(event -> {
                        ProducerRecord<byte[], byte[]> record = records.of(event);
                        if (event.position() == 20) {
                            return;
                        }
                        if (event.position() == 40) {
                            record.headers().remove("ce_authid");
                        }
                        var _ = forger.send(record);
                        if (event.position() == 60) {
                            var _ = forger.send(record);
                        }
                    });
                }
            }
            forger.flush();
            try (FeedNode feeds = town.feeds("one", bootstrap, feed)) {
                settle(feeds);
                TopicComparison found = verified(feeds, null);
                assertThat(found.equal()).isFalse();
                assertThat(found.differences()).isEqualTo(3);
                assertThat(found.examples())
                        .extracting(difference -> difference.kind() + " " + difference.position())
                        .containsExactlyInAnyOrder("missing 20", "different 40", "out-of-order 60");
                assertThat(found.examples().toString()).contains("differs in ce_authid");
            }
        }
    }

    @Test
    void aTopicOfAFeedThatIsAsItShouldBeIsFoundToBe() {
        Feed feed = Town.feed(topic, "storysession", "legacy");
        town.live(new SplittableRandom(9), Town.stories(4), 400);
        try (FeedNode feeds = town.feeds("one", bootstrap, feed)) {
            settle(feeds);
            TopicComparison found = verified(feeds, null);
            assertThat(found.equal()).as(found.toString()).isTrue();
            assertThat(found.records()).isEqualTo(found.events()).isEqualTo(town.head());
            assertThat(found.partitions())
                    .hasSize(3)
                    .allSatisfy(partition -> assertThat(partition.found()).isEqualTo(partition.expected()));
            assertThat(town.meters().get("fabula.feed.records").counter().count())
                    .isEqualTo((double) town.head());
        }
    }
}
