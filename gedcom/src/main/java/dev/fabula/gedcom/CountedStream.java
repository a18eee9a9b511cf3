package dev.fabula.gedcom;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes have come through after each read; whoever is told may refuse. */
final class CountedStream extends FilterInputStream {
    private final LongConsumer listener;
    private long bytes;

    CountedStream(InputStream in, LongConsumer listener) {
        super(in);
        this.listener = listener;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) count(1);
        return octet;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) count(read);
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        count(skipped);
        return skipped;
    }

    /** Without marks, or bytes would be counted twice. */
    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long more) {
        bytes += more;
        listener.accept(bytes);
    }
}
