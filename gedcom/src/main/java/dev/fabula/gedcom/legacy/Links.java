package dev.fabula.gedcom.legacy;

import dev.fabula.gedcom.GedcomStructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pointers that are told as relationships, and what stands below them, which is kept apart. */
final class Links {
    private Links() {}

    /** What a link has below it that its relationship does not say. */
    static Optional<GedcomStructure> kept(GedcomStructure link) {
        List<GedcomStructure> below = link.children().stream()
                .filter(child -> !isPlainPedigree(child))
                .toList();
        return below.isEmpty() ? Optional.empty() : Optional.of(link.withChildren(below));
    }

    static boolean isPlainPedigree(GedcomStructure child) {
        return child.is("PEDI") && child.children().isEmpty() && Pedigrees.isPlain(child.value());
    }

    /** The link with what was kept of it, which is taken out of the rest. */
    static GedcomStructure joined(GedcomStructure link, List<GedcomStructure> rest, Set<String> tags) {
        if (!tags.contains(link.tag())) return link;
        for (GedcomStructure each : rest) {
            if (each.is(link.tag())
                    && !each.children().isEmpty()
                    && each.pointer()
                    && String.valueOf(each.value()).equals(link.value())) {
                rest.remove(each);
                List<GedcomStructure> below = new ArrayList<>(link.children());
                if (each.child("PEDI") != null) below.removeIf(child -> child.is("PEDI"));
                below.addAll(each.children());
                return link.withChildren(below);
            }
        }
        return link;
    }
}
