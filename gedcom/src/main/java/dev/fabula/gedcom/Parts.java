package dev.fabula.gedcom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is below a structure, handed out by tags; what nobody asked for is the rest. */
final class Parts {
    private final List<GedcomStructure> left;

    Parts(GedcomStructure structure) {
        left = new ArrayList<>(structure.children());
    }

    /** The first one, which is taken out; further ones belong to the rest. */
    @Nullable
    GedcomStructure one(String... tags) {
        for (int i = 0; i < left.size(); i++) if (has(left.get(i), tags)) return left.remove(i);
        return null;
    }

    /** The stripped value of the first one, if it has nothing below: otherwise that belongs to the rest, value and all. */
    @Nullable
    String text(String... tags) {
        for (int i = 0; i < left.size(); i++) {
            GedcomStructure it = left.get(i);
            if (!has(it, tags)) continue;
            if (it.children().isEmpty()) left.remove(i);
            return it.value() == null || it.value().isBlank()
                    ? null
                    : it.value().strip();
        }
        return null;
    }

    List<GedcomStructure> all(String... tags) {
        List<GedcomStructure> found = left.stream().filter(it -> has(it, tags)).toList();
        left.removeAll(found);
        return found;
    }

    List<String> texts(String... tags) {
        List<String> texts = new ArrayList<>();
        for (GedcomStructure it : all(tags))
            if (it.value() != null) texts.add(it.value().strip());
        return texts;
    }

    /** The records pointed to; links to nowhere are left out. */
    List<String> links(String... tags) {
        List<String> links = new ArrayList<>();
        for (GedcomStructure it : all(tags))
            if (it.pointer() && it.value() != null && !it.value().equals(GedcomStructure.VOID)) links.add(it.value());
            else left.add(it);
        return List.copyOf(links);
    }

    List<GedcomNote> notes() {
        return all("NOTE", "SNOTE").stream().map(GedcomNote::of).toList();
    }

    List<GedcomCitation> sources() {
        return all("SOUR", "_SOUR").stream().map(GedcomCitation::of).toList();
    }

    List<GedcomMedia> media() {
        return all("OBJE", "_OBJE").stream().map(GedcomMedia::of).toList();
    }

    List<GedcomIdentifier> identifiers() {
        return all("REFN", "UID", "_UID", "EXID", "_EXID", "RIN", "AFN", "RFN").stream()
                .map(GedcomIdentifier::of)
                .toList();
    }

    List<GedcomAssociation> associations() {
        return all("ASSO", "_ASSO").stream().map(GedcomAssociation::of).toList();
    }

    List<GedcomStructure> rest() {
        return List.copyOf(left);
    }

    private static boolean has(GedcomStructure it, String[] tags) {
        return Arrays.asList(tags).contains(it.tag());
    }
}
