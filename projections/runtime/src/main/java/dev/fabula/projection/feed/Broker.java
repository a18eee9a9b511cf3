package dev.fabula.projection.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The way to Kafka: topics as feeds have them, and clients as feeds need them. Connects when it is first used. */
final class Broker implements AutoCloseable {

    /** Largest record: what the history takes of one event, in clear and with its headers, fits. */
    private static final int LARGEST = 4 << 20;

    /**
     * A topic that is there.
     *
     * @param id which a topic of the same name that is made anew does not have
     */
    record Topic(String name, String id, int partitions) {
        List<TopicPartition> all() {
            List<TopicPartition> all = new ArrayList<>();
            for (int i = 0; i < partitions; i++) {
                all.add(new TopicPartition(name, i));
            }
            return all;
        }
    }

    private final Map<String, Object> connection;
    private final Duration patience;
    private final Admin admin;

    /** @param connection settings that every client has: bootstrap.servers, and how to authenticate */
    Broker(Map<String, ?> connection, Duration patience) {
        this.connection = new HashMap<>(connection);
        this.connection.put("enable.metrics.push", false);
        this.connection.put("reconnect.backoff.max.ms", 1_000);
        this.patience = patience;
        Map<String, Object> settings = new HashMap<>(this.connection);
        settings.put("client.id", "fabula-feeds");
        settings.put("default.api.timeout.ms", millis());
        settings.put("request.timeout.ms", millis());
        admin = Admin.create(settings);
    }

    private int millis() {
        return Math.toIntExact(patience.toMillis());
    }

    Duration patience() {
        return patience;
    }

    Optional<Topic> find(String name) {
        try {
            TopicDescription found = await(
                    "describe the topic " + name,
                    admin.describeTopics(List.of(name)).topicNameValues().get(name));
            return Optional.of(new Topic(
                    name, found.topicId().toString(), found.partitions().size()));
        } catch (UnknownTopicOrPartitionException missing) {
            return Optional.empty();
        }
    }

    /**
     * Makes a topic that keeps everything: a feed that had lost its beginning could not be told from one that had none.
     *
     * @return nothing where there is one of that name already
     */
    Optional<Topic> create(String name, int partitions, short replication) {
        NewTopic wanted = new NewTopic(name, partitions, replication)
                .configs(Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", "-1",
                        "retention.bytes", "-1",
                        "max.message.bytes", Integer.toString(LARGEST)));
        try {
            var made = admin.createTopics(List.of(wanted));
            await("make the topic " + name, made.values().get(name));
            return Optional.of(new Topic(
                    name,
                    await("make the topic " + name, made.topicId(name)).toString(),
                    await("make the topic " + name, made.numPartitions(name))));
        } catch (TopicExistsException there) {
            return Optional.empty();
        }
    }

    /** @throws UnknownTopicOrPartitionException where there is no such topic, which is an answer */
    private <T> T await(String what, @Nullable KafkaFuture<T> answer) {
        if (answer == null) {
            throw new IllegalStateException("Kafka was asked to " + what + " and does not know of it");
        }
        try {
            return answer.get(patience.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException missing) {
                throw missing;
            }
            if (failed.getCause() instanceof TopicExistsException there) {
                throw there;
            }
            Throwable cause = failed.getCause();
            throw new FeedUnavailableException(
                    "Kafka cannot " + what + ": " + (cause == null ? failed : cause).getMessage(), failed);
        } catch (TimeoutException silent) {
            throw new FeedUnavailableException("Kafka does not answer when asked to " + what, silent);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new FeedUnavailableException("interrupted while waiting for Kafka to " + what, stopped);
        }
    }

    /** Sees what has been committed, in the order of offsets; belongs to no group and remembers nothing. */
    KafkaConsumer<byte[], byte[]> reader() {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("allow.auto.create.topics", false);
        settings.put("auto.offset.reset", "none");
        settings.put("default.api.timeout.ms", millis());
        settings.put("request.timeout.ms", millis());
        settings.put("max.poll.records", 2_000);
        settings.put("fetch.max.wait.ms", 100);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Whoever is next with the same transactional id ends the transactions of this one. */
    KafkaProducer<byte[], byte[]> writer(String transactionalId) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("transactional.id", transactionalId);
        settings.put("acks", "all");
        settings.put("compression.type", "lz4");
        settings.put("batch.size", 256 << 10);
        settings.put("linger.ms", 5);
        settings.put("buffer.memory", 32L << 20);
        settings.put("max.request.size", LARGEST + (64 << 10));
        settings.put("max.block.ms", millis());
        settings.put("request.timeout.ms", millis());
        settings.put("delivery.timeout.ms", 2 * millis());
        settings.put("transaction.timeout.ms", 60_000);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
