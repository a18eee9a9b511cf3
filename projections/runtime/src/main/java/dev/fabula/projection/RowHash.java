package dev.fabula.projection;

/**
 * What a row counts for in a digest.
 *
 * @param bucket where it counts
 * @param hash 64 bits over key and value
 */
public record RowHash(int bucket, long hash) {}
