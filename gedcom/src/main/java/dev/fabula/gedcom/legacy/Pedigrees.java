package dev.fabula.gedcom.legacy;

import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.gedcom.GedcomStructure;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a child belongs to a family, as FAMC.PEDI of version 7.0 says it. */
public final class Pedigrees {
    private static final Map<String, Pedigree> BY_WORD = Map.of(
            "BIRTH", Pedigree.BIRTH,
            "ADOPTED", Pedigree.ADOPTED,
            "FOSTER", Pedigree.FOSTER,
            "SEALING", Pedigree.SEALING,
            "OTHER", Pedigree.OTHER);

    private Pedigrees() {}

    static boolean isPlain(@Nullable String word) {
        return word != null && BY_WORD.containsKey(word.toUpperCase(Locale.ROOT));
    }

    /** Of a FAMC; nothing where it says nothing, which means by birth. */
    public static @Nullable Pedigree of(GedcomStructure link) {
        String word = link.text("PEDI");
        return word == null ? null : BY_WORD.getOrDefault(word.toUpperCase(Locale.ROOT), Pedigree.OTHER);
    }

    /** A FAMC; birth is what is meant where nothing is said. A step-child is of another kind, with a phrase. */
    public static GedcomStructure link(String family, @Nullable Pedigree pedigree) {
        if (pedigree == null || pedigree == Pedigree.BIRTH) return GedcomStructure.link("FAMC", family);
        GedcomStructure said = pedigree == Pedigree.STEP
                ? GedcomStructure.of("PEDI", "OTHER", GedcomStructure.of("PHRASE", "step-child"))
                : GedcomStructure.of("PEDI", pedigree.name());
        return GedcomStructure.link("FAMC", family, said);
    }
}
