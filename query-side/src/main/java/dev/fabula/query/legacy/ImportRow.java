package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.GedcomChanges;
import dev.fabula.contracts.legacy.GedcomFinding;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** An import of a file as the read model has it. */
record ImportRow(
        String imported,
        String tree,
        @Nullable String file,
        long bytes,
        String state,
        String startedBy,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable SortedMap<String, Integer> records,
        @Nullable GedcomChanges people,
        @Nullable GedcomChanges relationships,
        @Nullable SortedMap<String, Integer> unknownTags,
        @Nullable List<GedcomFinding> problems,
        @Nullable Integer problemCount,
        @Nullable Integer failedLine,
        @Nullable String reason) {

    static final String RUNNING = "running";
    static final String COMPLETE = "complete";
    static final String FAILED = "failed";
}
