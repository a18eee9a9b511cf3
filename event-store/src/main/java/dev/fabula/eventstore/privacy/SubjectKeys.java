package dev.fabula.eventstore.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fabula.contracts.tenancy.TenantId;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals and opens with the key of a data subject. Keys are cached unwrapped, for at most ten minutes; a destroyed one
 * is evicted here and, by a notification, on all other nodes.
 */
public final class SubjectKeys {

    private static final int MOST_CACHED = 100_000;
    private static final Duration LONGEST_CACHED = Duration.ofMinutes(10);
    private static final int KEY_BYTES = 32;

    /** @param key nothing once destroyed */
    private record Held(@Nullable SecretKey key) {}

    private final Cache<Subject, Held> cache = Caffeine.newBuilder()
            .maximumSize(MOST_CACHED)
            .expireAfterWrite(LONGEST_CACHED)
            .build();

    private final SecureRandom random = new SecureRandom();
    private final KeyTable table;
    private final MasterKeys master;

    public SubjectKeys(KeyTable table, MasterKeys master) {
        this.table = table;
        this.master = master;
    }

    /**
     * Encrypts under the subject's key, which is made where there is none yet.
     *
     * @throws SubjectErasedException where it has been destroyed
     */
    byte[] seal(Subject subject, byte[] plain) {
        SecretKey key = cache.get(subject, this::findOrMake).key();
        if (key == null) {
            throw new SubjectErasedException(subject.id());
        }
        return AesGcm.seal(key, plain, subject.bound());
    }

    /**
     * Finds or makes the keys of many at once: for who is about to seal for many, of whom each would cost some round trips
     * and a wait for the disk.
     */
    public void prepare(Collection<Subject> subjects) {
        Map<TenantId, List<Subject>> unknown = subjects.stream()
                .distinct()
                .filter(subject -> cache.getIfPresent(subject) == null)
                .collect(Collectors.groupingBy(Subject::tenant));
        unknown.forEach((tenant, some) -> {
            if (some.size() > 1) {
                prepare(tenant, some);
            }
        });
    }

    private void prepare(TenantId tenant, List<Subject> subjects) {
        List<String> ids = subjects.stream().map(Subject::id).sorted().toList();
        Map<String, KeyTable.Row> there = table.find(tenant, ids);
        Map<String, byte[]> missing = new TreeMap<>();
        for (Subject subject : subjects) {
            if (!there.containsKey(subject.id())) {
                missing.put(subject.id(), master.wrap(fresh(), subject.bound()));
            }
        }
        if (!missing.isEmpty()) {
            // In the order of their ids, so that two who make the same keys do not wait for each other.
            table.insertIfAbsent(tenant, master.current(), missing);
            there.putAll(table.find(tenant, missing.keySet()));
        }
        for (Subject subject : subjects) {
            KeyTable.Row row = there.get(subject.id());
            if (row != null) {
                cache.put(subject, held(subject, row));
            }
        }
    }

    /**
     * Decrypts.
     *
     * @return nothing where the key has been destroyed
     * @throws UnreadablePersonalDataException where the data is not what was sealed
     */
    byte @Nullable [] open(Subject subject, byte[] sealed) {
        SecretKey key = cache.get(subject, this::findExisting).key();
        if (key == null) {
            return null;
        }
        try {
            return AesGcm.open(key, sealed, subject.bound());
        } catch (GeneralSecurityException changed) {
            throw new UnreadablePersonalDataException("the ciphertext of the data subject " + subject.id()
                    + " does not open with their key: it has been changed");
        }
    }

    /** Forgets what is cached of the subject; the next use asks the table. */
    public void evict(TenantId tenant, String subject) {
        cache.invalidate(new Subject(tenant, subject));
    }

    /** Forgets everything, for when notifications may have been missed. */
    public void evictAll() {
        cache.invalidateAll();
    }

    private Held findOrMake(Subject subject) {
        Optional<Held> found = find(subject);
        if (found.isPresent()) {
            return found.get();
        }
        table.insertIfAbsent(subject, master.current(), master.wrap(fresh(), subject.bound()));
        // Another node may have been first, or the subject been fenced: what is in the table counts.
        return find(subject).orElseThrow(() -> new IllegalStateException("a key that was just made is not there"));
    }

    private SecretKey fresh() {
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        return new SecretKeySpec(fresh, "AES");
    }

    private Held findExisting(Subject subject) {
        return find(subject)
                .orElseThrow(() -> new UnreadablePersonalDataException(
                        "there is no key for the data subject " + subject.id() + ", nor has there been one"));
    }

    private Optional<Held> find(Subject subject) {
        return table.find(subject).map(row -> held(subject, row));
    }

    private Held held(Subject subject, KeyTable.Row row) {
        byte[] wrapped = row.wrapped();
        String masterKey = row.masterKey();
        return new Held(
                wrapped == null || masterKey == null ? null : master.unwrap(masterKey, wrapped, subject.bound()));
    }
}
