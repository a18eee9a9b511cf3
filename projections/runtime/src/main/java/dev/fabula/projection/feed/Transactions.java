package dev.fabula.projection.feed;

import dev.fabula.eventstore.StoredRecord;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends in transactions, from where the topic is. After any failure it is good for nothing any more: the next one looks at
 * the topic again, because what became of the last transaction may be unknown. Not for several threads at once.
 */
final class Transactions implements AutoCloseable {

    private record Failure(StoredRecord event, Exception why) {}

    private final Broker broker;
    private final Broker.Topic topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private long position;
    private int open;

    private Transactions(Broker broker, Broker.Topic topic, KafkaProducer<byte[], byte[]> producer) {
        this.broker = broker;
        this.topic = topic;
        this.producer = producer;
    }

    /**
     * Ends what others with that transactional id have begun, and only then looks how far the topic is: nobody adds to it.
     *
     * @throws FeedUnavailableException where Kafka does not answer
     * @throws FeedStoppedException where it cannot be told how far it is
     */
    static Transactions begin(Broker broker, Broker.Topic topic, String transactionalId) {
        KafkaProducer<byte[], byte[]> producer = broker.writer(transactionalId);
        Transactions made = new Transactions(broker, topic, producer);
        try {
            producer.initTransactions();
            made.position = TopicEnd.position(broker, topic);
            return made;
        } catch (KafkaException failed) {
            made.close();
            throw new FeedUnavailableException("no transactions with Kafka: " + failed.getMessage(), failed);
        } catch (RuntimeException failed) {
            made.close();
            throw failed;
        }
    }

    /** The last one that is in the topic for good. */
    long position() {
        return position;
    }

    Broker.Topic topic() {
        return topic;
    }

    /** How many have been sent and are not committed. */
    int open() {
        return open;
    }

    /** Whether nothing has failed. */
    boolean works() {
        return failure.get() == null;
    }

    void send(StoredRecord event, ProducerRecord<byte[], byte[]> record) {
        try {
            if (open == 0) {
                producer.beginTransaction();
            }
            open++;
            var _ = producer.send(record, (_, failed) -> {
                if (failed != null) {
                    failure.compareAndSet(null, new Failure(event, failed));
                }
            });
        } catch (KafkaException failed) {
            throw failed(failed);
        }
        if (failure.get() != null) {
            throw failed(new KafkaException("a record failed"));
        }
    }

    /**
     * Everything that was sent is in the topic for good.
     *
     * @param through the position of the last event
     */
    void commit(long through) {
        if (open == 0) {
            return;
        }
        try {
            producer.flush();
            if (failure.get() != null) {
                throw failed(new KafkaException("a record failed"));
            }
            // A topic that was deleted meanwhile may have been made anew by the broker, with what came later in it.
            requireSameTopic();
            producer.commitTransaction();
        } catch (KafkaException failed) {
            throw failed(failed);
        }
        position = through;
        open = 0;
    }

    /** @throws FeedUnavailableException where the topic is gone, or another one has its name */
    void requireSameTopic() {
        boolean same = broker.find(topic.name())
                .map(found -> found.id().equals(topic.id()))
                .orElse(false);
        if (!same) {
            throw new FeedUnavailableException(
                    "the topic " + topic.name() + " has been deleted", new IllegalStateException(topic.id()));
        }
    }

    private RuntimeException failed(KafkaException seen) {
        Failure first = failure.get();
        if (first != null && first.why() instanceof RecordTooLargeException) {
            StoredRecord event = first.event();
            return new FeedStoppedException(
                    event.position(),
                    "the event at position " + event.position() + " (" + event.type() + ", aggregate "
                            + event.stream() + ", " + event.payload().length
                            + " bytes as stored) is larger than the topic " + topic.name()
                            + " takes; raise its max.message.bytes, and the feed goes on: "
                            + first.why().getMessage(),
                    false);
        }
        String why =
                Objects.toString(first == null ? seen.getMessage() : first.why().getMessage());
        return new FeedUnavailableException("a transaction failed: " + why, seen);
    }

    /** What is not committed is never seen by who reads what is committed. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
