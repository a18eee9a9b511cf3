package dev.fabula.projection.runtime;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.History;
import dev.fabula.projection.Projection;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a value was, told by folding the history of its one stream. */
public final class AsOf {

    private final Workshop workshop;
    private final Registry registry;
    private final History history;

    AsOf(Workshop workshop, Registry registry, History history) {
        this.workshop = workshop;
        this.registry = registry;
        this.history = history;
    }

    /**
     * The value at a position.
     *
     * @param type of the projection's values
     * @throws NoSuchProjectionException where there is no projection of that name
     * @throws IllegalArgumentException where its keys have more than one stream
     */
    public <V> Optional<V> at(String projection, Class<V> type, TenantId tenant, String key, long position) {
        Registered<?, ?> registered = registry.newest(projection)
                .orElseThrow(() -> new NoSuchProjectionException("projection " + projection));
        return Optional.ofNullable(type.cast(value(registered, tenant, key, position)));
    }

    /**
     * The values at a position of all keys that a stream holds everything about, by key; the stream is read once.
     *
     * @param type of the projection's values
     * @throws NoSuchProjectionException where there is no projection of that name
     * @throws IllegalArgumentException where its keys have more than one stream
     */
    public <V> SortedMap<String, V> ofStream(
            String projection, Class<V> type, TenantId tenant, String stream, long position) {
        Registered<?, ?> registered = registry.newest(projection)
                .orElseThrow(() -> new NoSuchProjectionException("projection " + projection));
        SortedMap<String, V> values = new TreeMap<>();
        workshop.tools(registered)
                .refold()
                .ofStream(tenant, stream, position)
                .forEach((key, value) -> values.put(key, type.cast(value)));
        return values;
    }

    private <K, V> @Nullable V value(Registered<K, V> registered, TenantId tenant, String key, long position) {
        Projection<K, V> projection = registered.projection();
        if (projection.streamOf(key) == null) {
            throw Refold.severalStreams(projection);
        }
        return workshop.tools(registered).refold().at(tenant, key, position);
    }

    /** The last position recorded at that time or before. */
    public long positionAt(Instant time) {
        return history.positionAt(time);
    }

    /** The last position. */
    public long head() {
        return history.head();
    }
}
