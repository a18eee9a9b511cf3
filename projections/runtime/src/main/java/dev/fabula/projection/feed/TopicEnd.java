package dev.fabula.projection.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * How far a topic is, by what is in it: the position of the last committed record of all its partitions. Transactions hold
 * events in the order of history and are in all partitions or none, so nothing before it is missing. What is behind it
 * are marks of transactions and records of those that were aborted, of which there may be many.
 */
final class TopicEnd {

    /** How far the first look back goes; each further one goes twice as far. */
    private static final long FIRST_LOOK = 64;

    private TopicEnd() {}

    /**
     * The position of the last committed record, 0 where there is none.
     *
     * @throws FeedStoppedException where records have been deleted, so that it cannot be told
     */
    static long position(Broker broker, Broker.Topic topic) {
        try (KafkaConsumer<byte[], byte[]> reader = broker.reader()) {
            List<TopicPartition> partitions = topic.all();
            reader.assign(partitions);
            Map<TopicPartition, Long> begins = reader.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            long last = 0;
            for (TopicPartition partition : partitions) {
                long begin = begins.getOrDefault(partition, 0L);
                long end = ends.getOrDefault(partition, 0L);
                long found = last(reader, partition, begin, end, broker.patience());
                if (found == 0 && begin > 0) {
                    throw new FeedStoppedException(
                            "the records of partition " + partition.partition() + " of the topic "
                                    + topic.name() + " have been deleted (its first offset is " + begin
                                    + "), so it cannot be told how far the feed is. A feed's topic keeps everything (retention.ms=-1):"
                                    + " delete it, and the feed begins anew");
                }
                last = Math.max(last, found);
            }
            return last;
        } catch (KafkaException failed) {
            throw new FeedUnavailableException(
                    "the end of the topic " + topic.name() + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    private static long last(
            KafkaConsumer<byte[], byte[]> reader, TopicPartition partition, long begin, long end, Duration patience) {
        reader.assign(List.of(partition));
        long until = end;
        for (long look = FIRST_LOOK; until > begin; look *= 2) {
            long from = Math.max(begin, end - look);
            long found = lastIn(reader, partition, from, until, patience);
            if (found > 0) {
                return found;
            }
            until = from;
        }
        return 0;
    }

    private static long lastIn(
            KafkaConsumer<byte[], byte[]> reader, TopicPartition partition, long from, long until, Duration patience) {
        reader.seek(partition, from);
        long last = 0;
        long deadline = System.nanoTime() + patience.toNanos();
        while (reader.position(partition) < until) {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(100))) {
                if (record.offset() < until) {
                    last = position(record);
                }
                deadline = System.nanoTime() + patience.toNanos();
            }
            if (System.nanoTime() > deadline) {
                throw new KafkaException("nothing came of " + partition + " for " + patience);
            }
        }
        return last;
    }

    /** @throws FeedStoppedException where the record is none of a feed's */
    static long position(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader("ce_position");
        try {
            return Long.parseLong(header == null ? "" : new String(header.value(), StandardCharsets.US_ASCII));
        } catch (NumberFormatException foreign) {
            throw new FeedStoppedException("the record at offset " + record.offset() + " of partition "
                    + record.partition() + " of the topic " + record.topic()
                    + " has no ce_position: somebody else writes into the topic of a feed");
        }
    }
}
