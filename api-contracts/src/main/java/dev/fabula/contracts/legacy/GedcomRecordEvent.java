package dev.fabula.contracts.legacy;

import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;
import dev.fabula.contracts.event.PersonalData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of a GEDCOM file that are nobody's: its header, sources, shared notes, and what families say beside who is in them. */
@AggregateType("GedcomRecord")
public sealed interface GedcomRecordEvent extends DomainEvent {

    /**
     * In the place of what an earlier file of the tree had there.
     *
     * @param record made from legacy, tree and the record's name; of a family, what its relationships name it by
     * @param tag in capitals, of version 7
     * @param xref the record's name in the file, with its at signs
     * @param lines of GEDCOM 7 below the record, levels counted from 1; first the record's own text, if it has one, as
     *     {@code 0 …}
     * @param imported the import that it came with; readers see it once that is complete
     */
    @EventType("legacy.gedcom-record-kept")
    record GedcomRecordKept(
            String record,
            LegacyId legacy,
            String tree,
            String tag,
            @Nullable String xref,

            @PersonalData(subject = "record", replacement = "[]")
            List<String> lines,

            String imported)
            implements GedcomRecordEvent {}
}
