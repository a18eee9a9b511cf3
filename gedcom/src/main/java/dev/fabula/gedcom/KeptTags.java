package dev.fabula.gedcom;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tags one version alone has. In the other they are kept as extensions: the same tag after an underscore. Version 7 wants a URI for
 * every extension, and ours say what the tag was.
 */
final class KeptTags {
    private KeptTags() {}

    static final Set<String> FIVE_ONLY = Set.of("ANCE", "BLOB", "DESC", "FAMF", "FONE", "ORDI", "ROMN", "SUBN");
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

    static String keptDeclaration(String tag) {
        return "_" + tag + " " + KEPT + tag;
    }

    static boolean isOurs(String declaration) {
        return declaration.contains(" " + URI);
    }

    /** The tag that an extension was made of, if a declaration says so. */
    static Map.@Nullable Entry<String, String> restored(String declaration) {
        int at = declaration.indexOf(" " + TAG);
        return at < 0 ? null : Map.entry(declaration.substring(0, at), declaration.substring(at + 1 + TAG.length()));
    }
}
