package dev.fabula.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.EventTypes;
import dev.fabula.contracts.storysession.RequestReason;
import dev.fabula.contracts.storysession.StoryMode;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRequested;
import dev.fabula.contracts.storysession.StorySessionEvent.ChoiceMade;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryStarted;
import dev.fabula.contracts.storysession.StorySessionId;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.StoredHistory;
import dev.fabula.eventstore.StoredRecord;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.postgres.HistoryLimits;
import dev.fabula.eventstore.postgres.HistoryNode;
import dev.fabula.eventstore.postgres.HistorySchema;
import dev.fabula.eventstore.privacy.MasterKeys;
import dev.fabula.projection.feed.EventForms;
import dev.fabula.projection.feed.Feed;
import dev.fabula.projection.feed.FeedNode;
import dev.fabula.projection.feed.FeedSettings;
import dev.fabula.projection.runtime.ProjectionSchema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A history into a topic, against a client that sends one record after the other. */
@Command(
        name = "feed",
        mixinStandardHelpOptions = true,
        description =
                "Send a history to Kafka as CloudEvents in transactions; baseline: send a record, wait for it, send the next.")
final class FeedBench implements Callable<Integer> {

    private static final double BAR = 10;
    private static final double RECORDS_A_SECOND = 50_000;
    private static final String MASTER_KEY = "bench:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final int EVENTS_A_STORY = 20;
    private static final int PARTITIONS = 6;
    private static final TenantId TENANT = new TenantId("bench");

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private BenchOptions options;

    @Option(names = "--events", paramLabel = "N", description = "of the history (default: 200000)")
    private int events = 200_000;

    @Option(names = "--singles", paramLabel = "N", description = "records of the baseline (default: 5000)")
    private int singles = 5_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Report report = new Report(spec.commandLine().getOut());
        List<Double> fed = new ArrayList<>();
        List<Double> single = new ArrayList<>();
        try (BenchDatabase database = BenchDatabase.start();
                BenchKafka kafka = BenchKafka.start()) {
            HikariDataSource owner = database.pool(database.access().owner(), 2);
            HistorySchema.migrate(owner);
            ProjectionSchema.migrate(owner);
            HikariDataSource operate = database.pool(database.access().operate(), 8);
            try (HistoryNode history = new HistoryNode(
                    new HistoryNode.Database(
                            database.pool(database.access().append(), 8),
                            operate,
                            () -> database.connect(database.access().append())),
                    MasterKeys.parse(List.of(MASTER_KEY)),
                    EventTypes.fabula(),
                    List.of(),
                    HistoryLimits.DEFAULT,
                    new SimpleMeterRegistry())) {
                write(history);
                report.say(database.settings());
                report.say(String.format(
                        Locale.ROOT,
                        "a history of %,d events of stories, half of them with personal fields, which are withheld; the"
                                + " baseline sends %,d of them",
                        history.history().head(),
                        singles));
                for (int round = 0; round <= options.rounds(); round++) {
                    double feed = feed(history, operate, kafka, round);
                    double one = singly(history, kafka, singles, "feed-" + round);
                    report.say(
                            String.format(Locale.ROOT, "fed %,9.0f records/s, one by one %,9.0f records/s", feed, one));
                    // The first round warms both processes.
                    if (round > 0) {
                        fed.add(feed);
                        single.add(one);
                    }
                }
            }
        }
        double rate = Load.median(fed);
        report.add(Result.of("feed, in transactions", rate, Load.median(single), "records/s", BAR));
        report.add(Result.of("  against the records that are wanted", rate, RECORDS_A_SECOND, "records/s", 1.0));
        report.finish(options);
        return 0;
    }

    private double feed(HistoryNode history, HikariDataSource operate, BenchKafka kafka, int round)
            throws InterruptedException {
        Feed feed = new Feed(
                "bench-" + round, "bench.feed." + round, Set.of("storysession"), Set.of(), false, PARTITIONS, (short)
                        -1);
        long head = history.history().head();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        long begin = System.nanoTime();
        try (FeedNode _ = new FeedNode(
                "bench",
                "",
                operate,
                new FeedNode.Source(
                        history.history(),
                        history.head(),
                        EventForms.of(EventTypes.fabula()),
                        history.codec(),
                        history.sealedValues()),
                Map.of("bootstrap.servers", kafka.bootstrap()),
                List.of(feed),
                FeedSettings.DEFAULT,
                meters,
                true)) {
            var sent = meters.get("fabula.feed.records").counter();
            while (sent.count() < head) {
                Thread.sleep(2);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            return head / seconds;
        }
    }

    /** Records a second, each sent once the one before is there. */
    static double singly(HistoryNode history, BenchKafka kafka, int singles, String topic) throws Exception {
        List<StoredRecord> some = new ArrayList<>();
        try (StoredHistory.Cursor cursor = history.history().readStored(0, singles, _ -> true)) {
            for (List<StoredRecord> page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                some.addAll(page);
            }
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        kafka.bootstrap(),
                        "acks",
                        "all",
                        "linger.ms",
                        0,
                        "enable.metrics.push",
                        false),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            // The topic is made by the first.
            producer.send(new ProducerRecord<>("bench.single." + topic, new byte[1]))
                    .get();
            long begin = System.nanoTime();
            for (StoredRecord each : some) {
                producer.send(new ProducerRecord<>(
                                "bench.single." + topic,
                                each.stream().getBytes(StandardCharsets.UTF_8),
                                each.payload()))
                        .get();
            }
            return some.size() * 1e9 / (System.nanoTime() - begin);
        }
    }

    private void write(HistoryNode history) {
        Map<String, String> metadata =
                EventMetadata.of(TENANT, new ActorId("olivia"), ActorKind.USER).toMap();
        for (int i = 0; i < events; i += EVENTS_A_STORY) {
            String story = Ulids.next();
            List<GenericDomainEventMessage<DomainEvent>> command = new ArrayList<>();
            for (int e = 0; e < EVENTS_A_STORY; e++) {
                command.add(new GenericDomainEventMessage<>("StorySession", story, e, event(story, e), metadata));
            }
            history.engine().appendEvents(command);
        }
    }

    private static DomainEvent event(String story, int number) {
        StorySessionId session = new StorySessionId(story);
        if (number == 0) {
            return new StoryStarted(
                    session,
                    "olivia",
                    "The lighthouse",
                    "A keeper finds a door in the lamp room that was not there in the morning",
                    List.of("mystery", "fantasy"),
                    List.of("Mira", "Osric"),
                    StoryMode.SOLO,
                    AgeTier.ADULT,
                    Quality.HIGH,
                    null,
                    null,
                    number);
        }
        return switch (number % 4) {
            case 0 -> new BeatRated(session, number, "request-" + number, 1 + number % 5, "offline", "storyteller");
            case 1 -> new BeatRequested(session, "olivia", "request-" + number, number, RequestReason.CONTINUE);
            default ->
                new ChoiceMade(
                        session,
                        "olivia",
                        number,
                        "request-" + number,
                        null,
                        "She opens the door a hand's breadth and listens before she says anything");
        };
    }
}
