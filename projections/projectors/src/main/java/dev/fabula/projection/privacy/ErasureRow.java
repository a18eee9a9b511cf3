package dev.fabula.projection.privacy;

import java.time.Instant;

/**
 * That a data subject is erased; the subject is the row's key.
 *
 * @param reason as it was given with the request
 * @param erasedAt when the erasure was recorded
 */
record ErasureRow(String reason, Instant erasedAt) {}
