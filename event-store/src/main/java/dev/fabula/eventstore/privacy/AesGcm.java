package dev.fabula.eventstore.privacy;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM with the nonce in front: 12 bytes nonce, ciphertext, 16 bytes tag. The nonce is built as in NIST SP
 * 800-38D, 8.2.1: a random field of 64 bits that this process drew, and a counter of 32 bits. No two processes share a
 * field but by an accident of 2^-64, and a counter that is used up draws a new one.
 */
final class AesGcm {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    /** Looked up once: to ask all providers each time costs as much as the encryption of a sentence. */
    private static final Provider PROVIDER = provider();

    /** To make one costs as much as to encrypt a sentence; threads are too many to give each its own. */
    private static final Queue<Cipher> IDLE = new ArrayBlockingQueue<>(64);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicReference<Nonces> NONCES = new AtomicReference<>(new Nonces(RANDOM.nextLong()));

    private AesGcm() {}

    /** @param bound what the ciphertext belongs to; it opens with the same alone */
    static byte[] seal(SecretKey key, byte[] plain, byte[] bound) {
        try {
            byte[] nonce = nextNonce();
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, bound);
            byte[] sealed = new byte[NONCE + cipher.getOutputSize(plain.length)];
            System.arraycopy(nonce, 0, sealed, 0, NONCE);
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE);
            IDLE.offer(cipher);
            return sealed;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("cannot encrypt: " + impossible.getMessage(), impossible);
        }
    }

    /** @throws GeneralSecurityException where the key is not the one, or a bit has changed */
    static byte[] open(SecretKey key, byte[] sealed, byte[] bound) throws GeneralSecurityException {
        if (sealed.length < NONCE + TAG_BITS / 8) {
            throw new GeneralSecurityException("only " + sealed.length + " bytes of ciphertext");
        }
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, sealed, bound);
        byte[] plain = cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
        IDLE.offer(cipher);
        return plain;
    }

    /** @param begin begins with the nonce */
    private static Cipher cipher(int mode, SecretKey key, byte[] begin, byte[] bound) throws GeneralSecurityException {
        Cipher idle = IDLE.poll();
        Cipher cipher = idle == null ? Cipher.getInstance(ALGORITHM, PROVIDER) : idle;
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, begin, 0, NONCE));
        cipher.updateAAD(bound);
        return cipher;
    }

    private static Provider provider() {
        try {
            return Cipher.getInstance(ALGORITHM).getProvider();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, impossible);
        }
    }

    private static byte[] nextNonce() {
        while (true) {
            Nonces nonces = NONCES.get();
            byte[] next = nonces.next();
            if (next.length > 0) {
                return next;
            }
            NONCES.compareAndSet(nonces, new Nonces(RANDOM.nextLong()));
        }
    }
}
