package dev.fabula.projection.runtime;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of two generations at one position found.
 *
 * @param equal whether nothing differs
 * @param position at which both were compared
 * @param rows how many each has
 * @param buckets into which the keys were divided
 * @param differentBuckets how many of them differ
 * @param moving keys that were just changing and were therefore compared by value
 * @param notCompared keys that were changing and could not be compared, because the generations are of different versions
 * @param differences how many keys differ
 * @param examples the first of them
 */
public record Verification(
        boolean equal,
        long position,
        long rows,
        int buckets,
        int differentBuckets,
        int moving,
        int notCompared,
        long differences,
        List<Difference> examples) {

    /**
     * A key whose values differ. Components that are personal data are masked.
     *
     * @param live the value that readers see; nothing where there is none
     * @param fresh the value of the other; nothing where there is none
     */
    public record Difference(
            String tenant,
            String key,
            @Nullable Map<String, @Nullable Object> live,
            @Nullable Map<String, @Nullable Object> fresh) {}

    static Verification nothingToCompareWith() {
        return new Verification(true, 0, 0, 0, 0, 0, 0, 0, List.of());
    }
}
