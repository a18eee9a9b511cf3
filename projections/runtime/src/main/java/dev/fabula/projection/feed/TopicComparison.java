package dev.fabula.projection.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topic beside history.
 *
 * @param topic that was read
 * @param from the first position that was compared
 * @param through the last position that was compared
 * @param equal whether every event is there once, as it should be, and in order
 * @param events in history
 * @param records in the topic
 * @param differences how many there are
 * @param examples the first of them
 */
public record TopicComparison(
        String topic,
        long from,
        long through,
        boolean equal,
        long events,
        long records,
        long differences,
        List<Partition> partitions,
        List<Difference> examples) {

    /**
     * @param events of history that belong here
     * @param records that are here
     * @param expected SHA-256 of key, id, type, position and payload of what belongs here, in order; personal fields left out
     * @param found the same of what is here
     */
    public record Partition(int partition, long events, long records, String expected, String found) {}

    /**
     * @param kind missing, unexpected, out-of-order or different
     * @param offset in the partition; nothing where there is no record
     * @param what in words
     */
    public record Difference(
            String kind,
            long position,
            int partition,
            @Nullable Long offset,
            String what) {}
}
