package dev.fabula.projection.analytics;

import java.time.Instant;

/** @param late those that were recorded more than an hour after they happened */
record ClientEventRow(String grain, Instant startsAt, String name, long events, long late) {}
