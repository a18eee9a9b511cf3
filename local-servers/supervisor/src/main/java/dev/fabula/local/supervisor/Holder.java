package dev.fabula.local.supervisor;

import java.time.Instant;

/** The process that has a data folder. */
public record Holder(long pid, Instant since) {}
