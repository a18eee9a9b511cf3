package dev.fabula.eventstore.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fabula.contracts.tenancy.TenantId;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
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
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        SecretKey key = new SecretKeySpec(fresh, "AES");
        table.insertIfAbsent(subject, master.current(), master.wrap(key, subject.bound()));
        // Another node may have been first, or the subject been fenced: what is in the table counts.
        return find(subject).orElseThrow(() -> new IllegalStateException("a key that was just made is not there"));
    }

    private Held findExisting(Subject subject) {
        return find(subject)
                .orElseThrow(() -> new UnreadablePersonalDataException(
                        "there is no key for the data subject " + subject.id() + ", nor has there been one"));
    }

    private Optional<Held> find(Subject subject) {
        return table.find(subject).map(row -> {
            byte[] wrapped = row.wrapped();
            String masterKey = row.masterKey();
            return new Held(
                    wrapped == null || masterKey == null ? null : master.unwrap(masterKey, wrapped, subject.bound()));
        });
    }
}
