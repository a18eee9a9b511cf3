package dev.fabula.gedcom;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which tags one version alone has. In the other they are kept as extensions: the same tag after an underscore. Version 7 wants a URI for
 * every extension, and ours say what the tag was.
 */
final class KeptTags {
    private KeptTags() {}

    static final Set<String> FIVE_ONLY = Set.of("ANCE", "BLOB", "DESC", "FAMF", "FONE", "ORDI", "ROMN", "SUBN");
    /** Those of 5.5.1 that version 7 has too, but not in every place or with every value, or that say what a text was. */
    private static final Set<String> FIVE_IN_PLACES =
            Set.of("ALIA", "FILE", "FORM", "LANG", "OBJE", "RELA", "RESN", "SOUR", "STAT", "TEXT");

    static final Set<String> SEVEN_ONLY =
            Set.of("CREA", "CROP", "EXID", "INIL", "MIME", "NO", "PHRASE", "SCHMA", "SDATE", "TRAN", "UID");
    /** Their value is a pointer in version 7; 5.5.1 may have a text there, or nothing and a description below. */
    static final Set<String> POINTERS =
            Set.of("ALIA", "ANCI", "ASSO", "CHIL", "DESI", "FAMC", "FAMS", "OBJE", "REPO", "SOUR", "SUBM");

    private static final String URI = "tag:fabula.dev,2026:gedcom/";
    private static final String EXTENSION = URI + "extension/";
    private static final String TAG = URI + "tag/";
    private static final String KEPT = URI + "5.5.1/";

    /** The authorities that version 7 gave to the identifiers it abolished. */
    static final Map<String, String> AUTHORITIES = Map.of(
            "AFN", "https://gedcom.io/terms/v7/AFN",
            "RFN", "https://gedcom.io/terms/v7/RFN",
            "RIN", "https://gedcom.io/terms/v7/RIN");

    /** A tag without the underscore under which it may be kept. */
    static String plain(String tag) {
        return tag.startsWith("_") && StandardTags.contains(tag.substring(1)) ? tag.substring(1) : tag;
    }

    /** The tag of version 7 for one of no version: an extension's own, or one made of it. */
    static String extension(String tag) {
        if (tag.startsWith("_") && StandardTags.isWellFormed(tag)) return tag;
        StringBuilder made = new StringBuilder(tag.startsWith("_") ? "" : "_");
        for (char c : tag.toUpperCase(Locale.ROOT).toCharArray())
            made.append((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '_');
        return made.toString();
    }

    /** What SCHMA declares for a tag of no version. */
    static String declaration(String tag) {
        String extension = extension(tag);
        return extension + " " + (extension.equals(tag) ? EXTENSION + tag.substring(1) : TAG + tag);
    }

    /** What SCHMA declares for the tags of 5.5.1 that may be kept. */
    static List<String> keptDeclarations() {
        return Stream.concat(FIVE_ONLY.stream(), FIVE_IN_PLACES.stream())
                .sorted()
                .map(tag -> "_" + tag + " " + KEPT + tag)
                .toList();
    }

    static boolean isOurs(String declaration) {
        return declaration.contains(" " + URI);
    }

    /** The tag that an extension was made of, if a declaration says so. */
    static Map.@Nullable Entry<String, String> restored(String declaration) {
        int at = declaration.indexOf(" " + TAG);
        if (at < 0) return null;
        String tag = declaration.substring(at + 1 + TAG.length());
        return GedcomStructure.isTag(tag) ? Map.entry(declaration.substring(0, at), tag) : null;
    }
}
