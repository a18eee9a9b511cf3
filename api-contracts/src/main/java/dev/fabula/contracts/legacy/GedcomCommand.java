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
}
