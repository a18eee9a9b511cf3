package dev.fabula.gedcom.legacy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words for events and attributes of people and couples, by the tags of GEDCOM 7.0 (chapter 3, Event Type and
 * Attribute Type). A tag of no version is its own word in small letters.
 */
public final class FactWords {
    private static final Pattern EXTENSION = Pattern.compile("_[A-Z0-9_]{1,38}");

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("ADOP", "adoption"),
            Map.entry("BAPM", "baptism"),
            Map.entry("BARM", "bar-mitzvah"),
            Map.entry("BASM", "bas-mitzvah"),
            Map.entry("BIRT", "birth"),
            Map.entry("BLES", "blessing"),
            Map.entry("BURI", "burial"),
            Map.entry("CENS", "census"),
            Map.entry("CHR", "christening"),
            Map.entry("CHRA", "adult-christening"),
            Map.entry("CONF", "confirmation"),
            Map.entry("CREM", "cremation"),
            Map.entry("DEAT", "death"),
            Map.entry("EMIG", "emigration"),
            Map.entry("EVEN", "event"),
            Map.entry("FCOM", "first-communion"),
            Map.entry("GRAD", "graduation"),
            Map.entry("IMMI", "immigration"),
            Map.entry("NATU", "naturalization"),
            Map.entry("ORDN", "ordination"),
            Map.entry("PROB", "probate"),
            Map.entry("RETI", "retirement"),
            Map.entry("WILL", "will"),
            Map.entry("CAST", "caste"),
            Map.entry("DSCR", "description"),
            Map.entry("EDUC", "education"),
            Map.entry("FACT", "fact"),
            Map.entry("IDNO", "id-number"),
            Map.entry("NATI", "nationality"),
            Map.entry("NCHI", "number-of-children"),
            Map.entry("NMR", "number-of-marriages"),
            Map.entry("OCCU", "occupation"),
            Map.entry("PROP", "property"),
            Map.entry("RELI", "religion"),
            Map.entry("RESI", "residence"),
            Map.entry("SSN", "social-security-number"),
            Map.entry("TITL", "title"),
            Map.entry("ANUL", "annulment"),
            Map.entry("DIV", "divorce"),
            Map.entry("DIVF", "divorce-filed"),
            Map.entry("ENGA", "engagement"),
            Map.entry("MARB", "marriage-banns"),
            Map.entry("MARC", "marriage-contract"),
            Map.entry("MARL", "marriage-license"),
            Map.entry("MARR", "marriage"),
            Map.entry("MARS", "marriage-settlement"));

    private static final Map<String, String> TAGS = new HashMap<>();

    static {
        WORDS.forEach((tag, word) -> TAGS.put(word, tag));
    }

    private FactWords() {}

    /** The word for a tag; nothing for a tag of another kind of structure. */
    public static @Nullable String word(String tag) {
        return EXTENSION.matcher(tag).matches() ? tag.toLowerCase(Locale.ROOT) : WORDS.get(tag);
    }

    /** The tag for a word; nothing for a word that somebody made up, which is told as the type of an event. */
    public static @Nullable String tag(String word) {
        String extension = word.toUpperCase(Locale.ROOT);
        return EXTENSION.matcher(extension).matches() ? extension : TAGS.get(word);
    }
}
