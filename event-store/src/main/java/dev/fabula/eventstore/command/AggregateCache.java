package dev.fabula.eventstore.command;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fabula.contracts.event.EventMetadata;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates that this node has decided with lately, bounded by number, each for the tenant of the command that brought it
 * here: another tenant's command finds nothing of it, as it finds nothing of it in the history. It may be behind what other nodes have appended:
 * then the append conflicts, the entry is dropped, and the command can be repeated.
 */
public final class AggregateCache implements Cache {

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;

    /** @param tenant that the unit of work is for; nothing outside one */
    private record Key(@Nullable Object tenant, Object id) {}

    private static Key key(Object id) {
        Object tenant = CurrentUnitOfWork.isStarted()
                ? CurrentUnitOfWork.get().getMessage().getMetaData().get(EventMetadata.TENANT)
                : null;
        return new Key(tenant, id);
    }

    /** @param most aggregates at a time */
    public AggregateCache(long most) {
        entries = Caffeine.newBuilder().maximumSize(most).build();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"
    }) // as the interface has it: null where absent
    public <K, V> V get(K key) {
        return (V) entries.getIfPresent(key(key));
    }

    @Override
    public void put(Object key, Object value) {
        entries.put(key(key), value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.asMap().putIfAbsent(key(key), value) == null;
    }

    /** Loading happens outside the map's lock: it asks the database. */
    @Override
    @SuppressWarnings("unchecked")
    public <T> T computeIfAbsent(Object key, Supplier<T> supplier) {
        T present = (T) entries.getIfPresent(key(key));
        if (present != null) {
            return present;
        }
        T loaded = supplier.get();
        entries.put(key(key), loaded);
        return loaded;
    }

    @Override
    public boolean remove(Object key) {
        return entries.asMap().remove(key(key)) != null;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.getIfPresent(key(key)) != null;
    }

    /** Nobody is told: Axon's caching repository does not listen. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return () -> true;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        entries.asMap().computeIfPresent(key(key), (_, value) -> update.apply((V) value));
    }
}
