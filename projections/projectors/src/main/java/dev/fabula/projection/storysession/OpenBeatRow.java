package dev.fabula.projection.storysession;

import java.time.Instant;

/**
 * A beat that somebody waits for.
 *
 * @param request what its outcome will name
 */
record OpenBeatRow(String session, String request, String owner, int beat, Instant requestedAt) {}
