package dev.fabula.projection.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What is committed in a topic when it is made, each partition by itself, in whatever turns its reader likes. Asks only for
 * partitions of which nothing is left, so what it holds is bounded by what one poll brings.
 */
final class TopicReader implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> reader;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> waiting = new HashMap<>();
    private final Duration patience;

    TopicReader(Broker broker, Broker.Topic topic) {
        reader = broker.reader();
        partitions = topic.all();
        patience = broker.patience();
        try {
            reader.assign(partitions);
            ends = reader.endOffsets(partitions);
            reader.seekToBeginning(partitions);
        } catch (KafkaException failed) {
            reader.close();
            throw unavailable(failed);
        }
        partitions.forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
    }

    int partitions() {
        return partitions.size();
    }

    /** The next record of that partition, which stays the next; nothing at its end. */
    @Nullable
    ConsumerRecord<byte[], byte[]> peek(int partition) {
        TopicPartition wanted = partitions.get(partition);
        Deque<ConsumerRecord<byte[], byte[]>> mine = queue(wanted);
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            while (mine.isEmpty() && reader.position(wanted) < ends.getOrDefault(wanted, 0L)) {
                if (fetch()) {
                    deadline = System.nanoTime() + patience.toNanos();
                } else if (System.nanoTime() > deadline) {
                    throw new KafkaException("nothing came of " + wanted + " for " + patience);
                }
            }
        } catch (KafkaException failed) {
            throw unavailable(failed);
        }
        return mine.peek();
    }

    private boolean fetch() {
        List<TopicPartition> full = new ArrayList<>();
        List<TopicPartition> empty = new ArrayList<>();
        partitions.forEach(partition -> (queue(partition).isEmpty() ? empty : full).add(partition));
        reader.pause(full);
        reader.resume(empty);
        var records = reader.poll(Duration.ofMillis(100));
        for (ConsumerRecord<byte[], byte[]> record : records) {
            TopicPartition from = new TopicPartition(record.topic(), record.partition());
            if (record.offset() < ends.getOrDefault(from, 0L)) {
                queue(from).add(record);
            }
        }
        return !records.isEmpty();
    }

    void take(int partition) {
        queue(partitions.get(partition)).remove();
    }

    private Deque<ConsumerRecord<byte[], byte[]>> queue(TopicPartition partition) {
        return waiting.computeIfAbsent(partition, _ -> new ArrayDeque<>());
    }

    private static FeedUnavailableException unavailable(KafkaException failed) {
        return new FeedUnavailableException("a topic cannot be read: " + failed.getMessage(), failed);
    }

    @Override
    public void close() {
        reader.close();
    }
}
