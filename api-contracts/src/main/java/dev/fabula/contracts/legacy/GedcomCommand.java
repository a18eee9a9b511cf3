package dev.fabula.contracts.legacy;

import dev.fabula.contracts.command.Command;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Everything that can be wanted of the imports of a legacy. */
public sealed interface GedcomCommand extends Command {

    String imports();

    LegacyId legacy();

    /** The import, a ULID. */
    String imported();

    @Override
    default String target() {
        return imports();
    }

    /** As {@link GedcomEvent.GedcomImportStarted} says; refused while another is under way. */
    record ImportGedcom(
            String imports,
            LegacyId legacy,
            String imported,
            String tree,
            @Nullable String file,
            long bytes,
            String sha256)
            implements GedcomCommand {}

    /** As {@link GedcomEvent.GedcomImported} says; nothing where it has ended already. */
    record CompleteImport(
            String imports,
            LegacyId legacy,
            String imported,
            SortedMap<String, Integer> records,
            GedcomChanges people,
            GedcomChanges relationships,
            SortedMap<String, Integer> unknownTags,
            List<GedcomFinding> problems,
            int problemCount)
            implements GedcomCommand {}

    /** As {@link GedcomEvent.GedcomImportFailed} says; nothing where it has ended already. */
    record FailImport(String imports, LegacyId legacy, String imported, int line, String reason)
            implements GedcomCommand {}

    /**
     * Some of a file's records, told in our words; what they lead to is appended together. Answers an {@link ImportTally}.
     *
     * @param fresh whether nothing of them is there yet, as far as anybody knows: they are not looked for, and where one is
     *     there all the same nothing is done
     */
    record ImportRecords(
            String imports,
            LegacyId legacy,
            String imported,
            boolean fresh,
            List<PersonCommand.ImportPerson> people,
            List<RelationshipCommand.ImportRelationship> relationships,
            List<KeepRecord> records)
            implements GedcomCommand {

        public int size() {
            return people.size() + relationships.size() + records.size();
        }
    }

    /** As {@link GedcomRecordEvent.GedcomRecordKept} says. */
    record KeepRecord(
            String record,
            LegacyId legacy,
            String tree,
            String tag,
            @Nullable String xref,
            List<String> lines,
            String imported) {}

    /** What became of {@link ImportRecords}. */
    record ImportTally(GedcomChanges people, GedcomChanges relationships) {}
}
