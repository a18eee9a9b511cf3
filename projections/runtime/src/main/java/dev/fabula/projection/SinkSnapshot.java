package dev.fabula.projection;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Targets as they were at one moment, to be compared in what their values have in common; where a sink cannot show one
 * moment, as they are while they are read.
 */
public interface SinkSnapshot<V> extends AutoCloseable {

    /**
     * Whether all answers are of one moment, positions included. If not, what is written meanwhile, or was written shortly
     * before the position that says so, may be seen or not; a value that is seen is never older than positions read before.
     */
    default boolean isOneMoment() {
        return true;
    }

    /**
     * How far each segment of a processor had come, by the number of the segment; empty where there is no such processor.
     *
     * @param processor the name under which its tokens are stored
     */
    Map<Integer, Long> positions(String processor);

    /**
     * One digest a bucket.
     *
     * @param other the target it will be compared with
     */
    List<Digest> digest(String target, String other, int buckets);

    /** All rows of some buckets. */
    Map<TenantKey, RowHash> rows(String target, String other, Collection<Integer> bucketsWanted, int buckets);

    /** Those of the keys that have a row. */
    Map<TenantKey, RowHash> rows(String target, String other, List<TenantKey> keys, int buckets);

    Map<TenantKey, Stored<V>> load(String target, Collection<TenantKey> keys);

    @Override
    void close();
}
