package dev.fabula.query.legacy;

import dev.fabula.query.gedcom.RecordNames;
import java.util.ArrayList;
import java.util.List;

/**
 * A person with what only files say of them.
 *
 * @param more lines of GEDCOM 7, levels counted from 1
 * @param sources by what files know them, for instance {@code xref:main/I1}
 */
record ExportedPerson(PersonRow row, List<String> more, List<String> sources) {

    private static final String XREF = "xref:";

    /** @param xref with its at signs */
    record InFile(String tree, String xref) {}

    /** By what names which files have them. */
    static List<InFile> inFiles(List<String> sources) {
        List<InFile> found = new ArrayList<>(1);
        for (String source : sources) {
            int end = source.lastIndexOf('/');
            if (source.startsWith(XREF) && end > XREF.length()) {
                found.add(new InFile(source.substring(XREF.length(), end), '@' + source.substring(end + 1) + '@'));
            }
        }
        return found;
    }

    /** Which trees their lines may be of, the main one first. */
    List<String> trees() {
        List<String> trees = new ArrayList<>(1);
        for (InFile each : inFiles(sources)) {
            if (each.tree().equals(RecordNames.MAIN_TREE)) {
                trees.addFirst(each.tree());
            } else {
                trees.add(each.tree());
            }
        }
        return trees;
    }
}
