package dev.fabula.projection.legacy;

import dev.fabula.contracts.legacy.GedcomRecordEvent.GedcomRecordKept;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of a file that is nobody's; its id is the row's key.
 *
 * @param xref its name in the file, with at signs
 * @param lines of GEDCOM 7 below the record, levels counted from 1
 * @param changing the import that last wrote it
 * @param before its lines before that import; nothing where it was not there
 * @param version the sequence of the last event
 */
record GedcomRecordRow(
        String legacy,
        String tree,
        String tag,
        @Nullable String xref,
        List<String> lines,
        String changing,
        @Nullable List<String> before,
        long version) {

    /** What one import says twice is still its own: what was before the import stays what was before. */
    static GedcomRecordRow of(GedcomRecordKept kept, @Nullable GedcomRecordRow row, long version) {
        @Nullable
        List<String> before = row == null ? null : row.changing().equals(kept.imported()) ? row.before() : row.lines();
        return new GedcomRecordRow(
                kept.legacy().value(),
                kept.tree(),
                kept.tag(),
                kept.xref(),
                kept.lines(),
                kept.imported(),
                before,
                version);
    }
}
