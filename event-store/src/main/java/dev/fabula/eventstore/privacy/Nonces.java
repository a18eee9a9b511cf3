package dev.fabula.eventstore.privacy;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** 2^32 different nonces of 12 bytes that begin with the same field. */
final class Nonces {

    private static final byte[] USED_UP = {};

    private final long field;
    private final AtomicLong counter = new AtomicLong();

    Nonces(long field) {
        this.field = field;
    }

    /** The next one; empty once all are used up. */
    byte[] next() {
        long count = counter.getAndIncrement();
        if (count > 0xFFFF_FFFFL) {
            return USED_UP;
        }
        return ByteBuffer.allocate(12).putLong(field).putInt((int) count).array();
    }
}
