package dev.fabula.projection;

import java.math.BigInteger;

/**
 * What a bucket of keys holds, whatever their order.
 *
 * @param rows how many
 * @param sum of the hashes of all rows, each of 64 bits, over key and value
 */
public record Digest(long rows, BigInteger sum) {

    public static final Digest EMPTY = new Digest(0, BigInteger.ZERO);

    public Digest plus(long hash) {
        return new Digest(rows + 1, sum.add(BigInteger.valueOf(hash)));
    }

    public Digest minus(long hash) {
        return new Digest(rows - 1, sum.subtract(BigInteger.valueOf(hash)));
    }
}
