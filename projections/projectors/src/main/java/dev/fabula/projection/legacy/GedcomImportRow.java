package dev.fabula.projection.legacy;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.GedcomChanges;
import dev.fabula.contracts.legacy.GedcomEvent.GedcomImportFailed;
import dev.fabula.contracts.legacy.GedcomEvent.GedcomImportStarted;
import dev.fabula.contracts.legacy.GedcomEvent.GedcomImported;
import dev.fabula.contracts.legacy.GedcomFinding;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An import of a file, and what became of it; its id is the row's key.
 *
 * @param records nothing unless it is complete, as everything behind it but for the failure
 * @param failedLine from 1; 0 where the whole file is meant; nothing unless it failed
 * @param reason nothing unless it failed
 */
record GedcomImportRow(
        String legacy,
        State state,
        String tree,
        @Nullable String file,
        long bytes,
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

    enum State {
        RUNNING,
        COMPLETE,
        FAILED;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static GedcomImportRow of(GedcomImportStarted started, Recorded<DomainEvent> recorded) {
        return new GedcomImportRow(
                started.legacy().value(),
                State.RUNNING,
                started.tree(),
                started.file(),
                started.bytes(),
                recorded.metadata().actor().value(),
                recorded.at(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    GedcomImportRow complete(GedcomImported imported, Instant at) {
        return new GedcomImportRow(
                legacy,
                State.COMPLETE,
                tree,
                file,
                bytes,
                startedBy,
                startedAt,
                at,
                imported.records(),
                imported.people(),
                imported.relationships(),
                imported.unknownTags(),
                imported.problems(),
                imported.problemCount(),
                null,
                null);
    }

    GedcomImportRow failed(GedcomImportFailed failed, Instant at) {
        return new GedcomImportRow(
                legacy,
                State.FAILED,
                tree,
                file,
                bytes,
                startedBy,
                startedAt,
                at,
                null,
                null,
                null,
                null,
                null,
                null,
                failed.line(),
                failed.reason());
    }
}
