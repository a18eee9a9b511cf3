package dev.fabula.gedcom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name of a person (NAME, and its translations).
 *
 * @param full as it is spoken, without the slashes that the format puts around the surname
 * @param type AKA, BIRTH, IMMIGRANT, MAIDEN, MARRIED, PROFESSIONAL, OTHER, or whatever the file says; in capitals
 * @param given GIVN, or what stands before the surname
 * @param surname SURN, or what stands between the slashes
 * @param language of a translation, a tag of BCP 47
 * @param translations in other languages or scripts: TRAN of version 7, FONE and ROMN of 5.5.1 (whose method is their type)
 */
public record GedcomName(
        String full,
        @Nullable String type,
        @Nullable String prefix,
        @Nullable String given,
        @Nullable String nickname,
        @Nullable String surnamePrefix,
        @Nullable String surname,
        @Nullable String suffix,
        @Nullable String language,
        List<GedcomName> translations,
        List<GedcomNote> notes,
        List<GedcomCitation> sources,
        List<GedcomStructure> unknown) {
    private static final Pattern SLASHES = Pattern.compile("([^/]*)/([^/]*)/?(.*)", Pattern.DOTALL);

    static GedcomName of(GedcomStructure structure) {
        Parts parts = new Parts(structure);
        String value = structure.value() == null ? "" : structure.value();
        Matcher slashes = SLASHES.matcher(value);
        boolean marked = slashes.matches();
        String given = parts.text("GIVN");
        String surname = parts.text("SURN");
        if (given == null) given = marked ? tidy(slashes.group(1)) : null;
        if (surname == null) surname = marked ? tidy(slashes.group(2)) : null;
        String full = tidy(value.replace('/', ' '));
        String type = parts.text("TYPE");
        List<GedcomName> translations = new ArrayList<>();
        parts.all("TRAN", "FONE", "ROMN", "_TRAN", "_FONE", "_ROMN").forEach(it -> translations.add(of(it)));
        return new GedcomName(
                full == null ? spoken(given, surname) : full,
                type == null ? null : type.toUpperCase(Locale.ROOT),
                parts.text("NPFX"),
                given,
                parts.text("NICK"),
                parts.text("SPFX"),
                surname,
                parts.text("NSFX"),
                parts.text("LANG"),
                List.copyOf(translations),
                parts.notes(),
                parts.sources(),
                parts.rest());
    }

    private static String spoken(@Nullable String given, @Nullable String surname) {
        return ((given == null ? "" : given) + " " + (surname == null ? "" : surname)).strip();
    }

    private static @Nullable String tidy(String text) {
        String tidy = text.replaceAll("\\s+", " ").strip();
        return tidy.isEmpty() ? null : tidy;
    }
}
