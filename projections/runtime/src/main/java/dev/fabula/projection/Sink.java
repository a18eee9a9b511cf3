package dev.fabula.projection;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Where the generations of one read model live. A target is the name of one generation there: a table, an index, a label.
 * Whatever a method does counts only if it can be done twice: the runtime repeats what it does not know to have happened.
 */
public interface Sink<V> {

    /** What kind of place it is, as {@code postgres}. */
    String kind();

    /**
     * Whether what it does is undone with the transaction of the calling thread. What is not may be there though the runtime
     * does not know: it comes again, and the sink remembers when values went until {@linkplain #settled told otherwise}.
     */
    boolean joinsTransactions();

    /** What the generation of that number is called there. */
    String target(int number);

    /** Makes an empty target, to be filled; readers do not see it. */
    void create(String target);

    /** Whether there is nothing in a target that is being filled, not even from an attempt that nobody remembers. */
    boolean isEmpty(String target);

    /** Adds values to a target that is being filled, of keys that it does not have. */
    void fill(String target, Collection<Change<V>> added);

    /** Makes a target that is being filled ready for {@link #load} and {@link #write}, if not for readers. */
    void prepareForUpdates(String target);

    /** Ends filling: from now on the target serves readers as well as batches, though none sees it yet. */
    void finish(String target);

    /** The values of those of the keys that have one; a key whose value went may be among them, with no value. */
    Map<TenantKey, Stored<V>> load(String target, Collection<TenantKey> keys);

    /** Writes a batch; a value that is there with a later position stays. */
    void write(String target, Collection<Change<V>> changes);

    /** Gives keys what they are to have, however late what is there is; a change without a value takes it away. */
    void replace(String target, Collection<Change<V>> changes);

    /** Lets readers see this target instead of the one before, in one step. */
    void promote(String target);

    /** Forgets a target that no reader sees. */
    void drop(String target);

    /** The same, as much as takes a moment; whether that was all. */
    default boolean dropPart(String target) {
        drop(target);
        return true;
    }

    /** Told now and then of a target that is followed live: no event up to that position comes again. */
    default void settled(String target, long position) {}

    /** A few keys that have a value, anywhere in the target. */
    List<TenantKey> sample(String target, int count);

    /**
     * What counts of a value when two are compared in memory: two values that would be stored as the same are the same
     * here, though one has been stored and read back and the other has not.
     */
    Object comparable(V value);

    /** Targets as they are at one moment; on the thread of the caller, until closed. */
    SinkSnapshot<V> snapshot();
}
