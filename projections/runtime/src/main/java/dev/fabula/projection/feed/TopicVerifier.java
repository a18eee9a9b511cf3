package dev.fabula.projection.feed;

import dev.fabula.eventstore.StoredHistory;
import dev.fabula.eventstore.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Goes through history and topic side by side: what history has next must be what its partition has next. So every event is
 * there once, nothing else is, and each partition, with each aggregate in it, is in the order of history. Takes as much
 * memory as a page.
 */
final class TopicVerifier {

    private static final String WITHHELD = "ce_withheld";

    private final Feed feed;
    private final StoredHistory history;
    private final EventForms forms;
    private final FeedRecords expected;
    private final TopicReader reader;
    private final long through;
    private final int named;
    /** What left in clear and was erased since is not held against the topic. */
    private final Outgoing withholding = Outgoing.withholding();

    private final List<Side> sides = new ArrayList<>();
    private final List<TopicComparison.Difference> examples = new ArrayList<>();
    private long differences;

    /** Of a partition. */
    private static final class Side {
        private final MessageDigest expected = sha256();
        private final MessageDigest found = sha256();
        private long events;
        private long records;
        private long last;
    }

    /**
     * @param expected makes records without personal fields
     * @param through the last position that the topic must have
     * @param named how many differences are told one by one
     */
    TopicVerifier(
            Feed feed,
            StoredHistory history,
            EventForms forms,
            FeedRecords expected,
            TopicReader reader,
            long through,
            int named) {
        this.feed = feed;
        this.history = history;
        this.forms = forms;
        this.expected = expected;
        this.reader = reader;
        this.through = through;
        this.named = named;
        for (int i = 0; i < reader.partitions(); i++) {
            sides.add(new Side());
        }
    }

    /** @param progress hears of positions; ends it by throwing */
    TopicComparison run(String topic, long from, LongConsumer progress) {
        try (StoredHistory.Cursor cursor = history.readStored(from - 1, through, feed::matches)) {
            for (List<StoredRecord> page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                page.forEach(this::look);
                progress.accept(cursor.position());
            }
        }
        for (int i = 0; i < sides.size(); i++) {
            unexpectedBefore(i, through + 1);
        }
        List<TopicComparison.Partition> partitions = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            Side side = sides.get(i);
            partitions.add(
                    new TopicComparison.Partition(i, side.events, side.records, hex(side.expected), hex(side.found)));
        }
        return new TopicComparison(
                topic,
                from,
                through,
                differences == 0,
                sides.stream().mapToLong(side -> side.events).sum(),
                sides.stream().mapToLong(side -> side.records).sum(),
                differences,
                partitions,
                examples);
    }

    private void look(StoredRecord event) {
        ProducerRecord<byte[], byte[]> wanted = expected.of(event);
        int partition = Utils.toPositive(Utils.murmur2(wanted.key())) % sides.size();
        Side side = sides.get(partition);
        side.events++;
        digest(side.expected, wanted.key(), wanted.headers(), wanted.value());
        unexpectedBefore(partition, event.position());
        ConsumerRecord<byte[], byte[]> there = reader.peek(partition);
        if (there == null || TopicEnd.position(there) != event.position()) {
            differ(
                    "missing",
                    event.position(),
                    partition,
                    null,
                    event.type() + " " + event.eventId() + " of " + event.stream() + " is not there");
            return;
        }
        take(partition, there);
        compare(partition, event, wanted, there);
    }

    /** Steps over what does not belong there: history has nothing for this partition before that position. */
    private void unexpectedBefore(int partition, long position) {
        Side side = sides.get(partition);
        for (var there = reader.peek(partition); there != null; there = reader.peek(partition)) {
            long at = TopicEnd.position(there);
            if (at >= position) {
                return;
            }
            boolean ordered = at > side.last;
            take(partition, there);
            differ(
                    ordered ? "unexpected" : "out-of-order",
                    at,
                    partition,
                    there.offset(),
                    ordered
                            ? "nothing of history belongs there"
                            : "it comes after position " + side.last + ", again or too late");
        }
    }

    private void take(int partition, ConsumerRecord<byte[], byte[]> there) {
        reader.take(partition);
        Side side = sides.get(partition);
        side.records++;
        side.last = Math.max(side.last, TopicEnd.position(there));
        digest(side.found, there.key(), there.headers(), comparable(there));
    }

    private void compare(
            int partition,
            StoredRecord event,
            ProducerRecord<byte[], byte[]> wanted,
            ConsumerRecord<byte[], byte[]> there) {
        Set<String> other = new TreeSet<>();
        if (!Arrays.equals(wanted.key(), there.key())) {
            other.add("key");
        }
        if (!Arrays.equals(wanted.value(), comparable(there))) {
            other.add("payload");
        }
        for (Header header : wanted.headers()) {
            if (!isEqual(header, there.headers().lastHeader(header.key()))) {
                other.add(header.key());
            }
        }
        for (Header header : there.headers()) {
            if (wanted.headers().lastHeader(header.key()) == null) {
                other.add(header.key());
            }
        }
        if (feed.personal()) {
            other.remove(WITHHELD);
        }
        if (!other.isEmpty()) {
            differ(
                    "different",
                    event.position(),
                    partition,
                    there.offset(),
                    event.type() + " " + event.eventId() + " differs in " + String.join(", ", other));
        }
    }

    private static boolean isEqual(Header wanted, @Nullable Header there) {
        return there != null && Arrays.equals(wanted.value(), there.value());
    }

    private byte[] comparable(ConsumerRecord<byte[], byte[]> there) {
        byte[] value = there.value() == null ? new byte[0] : there.value();
        if (!feed.personal()) {
            return value;
        }
        Header type = there.headers().lastHeader("ce_type");
        return type == null
                ? value
                : forms.named(new String(type.value(), StandardCharsets.UTF_8))
                        .map(form -> withholding
                                .of(value, "", PersonalPaths.in(form.schema()))
                                .json())
                        .orElse(value);
    }

    private void differ(String kind, long position, int partition, @Nullable Long offset, String what) {
        differences++;
        if (examples.size() < named) {
            examples.add(new TopicComparison.Difference(kind, position, partition, offset, what));
        }
    }

    private static void digest(MessageDigest digest, byte @Nullable [] key, Headers headers, byte[] value) {
        if (key != null) {
            digest.update(key);
        }
        for (String name : List.of("ce_id", "ce_type", "ce_position")) {
            Header header = headers.lastHeader(name);
            if (header != null) {
                digest.update(header.value());
            }
        }
        digest.update(value);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
