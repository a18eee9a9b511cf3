package dev.fabula.contracts.legacy;

import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;
import dev.fabula.contracts.event.PersonalData;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Imports of GEDCOM files into a legacy. All of a legacy are in one stream, so that one is under way at a time. What an
 * import adds and changes says so, and readers see it once {@link GedcomImported} is there.
 */
@AggregateType("GedcomImports")
public sealed interface GedcomEvent extends DomainEvent {

    /** The stream: made from the legacy. */
    String imports();

    LegacyId legacy();

    /** The import, a ULID. */
    String imported();

    /**
     * @param tree which tree the file is of; within one, records of two files are the same by their names
     * @param file what it is called, in the sender's words
     * @param sha256 of its bytes, in hex
     */
    @EventType("legacy.gedcom-import-started")
    record GedcomImportStarted(
            String imports,
            LegacyId legacy,
            String imported,
            String tree,
            @PersonalData(subject = "imported") @Nullable String file,
            long bytes,
            String sha256)
            implements GedcomEvent {}

    /**
     * @param records how many there are of each tag, HEAD and TRLR included
     * @param unknownTags how often each tag occurs that is of no version; kept as they are
     * @param problems the first ones
     * @param problemCount all of them
     */
    @EventType("legacy.gedcom-imported")
    record GedcomImported(
            String imports,
            LegacyId legacy,
            String imported,
            SortedMap<String, Integer> records,
            GedcomChanges people,
            GedcomChanges relationships,
            SortedMap<String, Integer> unknownTags,

            @PersonalData(subject = "imported", replacement = "[]")
            List<GedcomFinding> problems,

            int problemCount)
            implements GedcomEvent {}

    /**
     * Nothing of the file is there.
     *
     * @param line where it cannot be read, from 1; 0 where the whole file is meant
     */
    @EventType("legacy.gedcom-import-failed")
    record GedcomImportFailed(
            String imports,
            LegacyId legacy,
            String imported,
            int line,
            @PersonalData(subject = "imported") String reason)
            implements GedcomEvent {}
}
