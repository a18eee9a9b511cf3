import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads an integration feed of Fabula and counts what happened to each aggregate. Runs as it is:
 *
 * <pre>java -cp 'kafka-clients.jar:slf4j-api.jar:lz4-java.jar' FeedConsumer.java HOST:PORT TOPIC GROUP [SECONDS]</pre>
 *
 * It ends when nothing has come for so many seconds (default: never).
 */
public class FeedConsumer {

    /** Ids that are remembered; a repetition comes soon after the first time, if at all. */
    private static final int REMEMBERED = 100_000;

    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    public static void main(String[] args) {
        long idle = args.length > 3 ? Long.parseLong(args[3]) * 1_000_000_000L : Long.MAX_VALUE;
        new FeedConsumer().run(args[0], args[1], args[2], idle);
    }

    private void run(String brokers, String topic, String group, long idle) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", brokers);
        settings.put("group.id", group);
        // Without this a consumer also sees what was aborted: events that come again.
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        // What is done and how far it is must not drift apart, so the offset follows the work.
        settings.put("enable.auto.commit", "false");
        long last = System.nanoTime();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (System.nanoTime() - last < idle) {
                ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(200));
                if (consumer.assignment().isEmpty()) {
                    // The group is still deciding who reads what.
                    last = System.nanoTime();
                }
                for (ConsumerRecord<String, String> record : records) {
                    handle(record);
                    last = System.nanoTime();
                }
                consumer.commitSync();
            }
        }
        counts.forEach((aggregate, count) -> System.out.println(aggregate + " " + count));
    }

    /** A consumer that dies between its work and its commit gets the same records again: ce_id tells. */
    private void handle(ConsumerRecord<String, String> record) {
        if (seen.put(header(record, "ce_id"), true) != null) {
            return;
        }
        // Here a real one writes to its own database, best together with ce_id under a unique key.
        counts.merge(header(record, "ce_subject"), 1, Integer::sum);
        System.out.println(header(record, "ce_time") + " " + header(record, "ce_type") + " " + record.value());
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
