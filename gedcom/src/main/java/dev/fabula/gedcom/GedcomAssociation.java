package dev.fabula.gedcom;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Another person who has to do with this one.
 *
 * @param person the name of the record; null where it is of nobody in the file
 * @param role one of version 7's roles (FRIEND, GODP, WITN and so on), in capitals; null where it is told in words alone
 * @param phrase the role or the person in words: RELA of 5.5.1, PHRASE of 7
 */
public record GedcomAssociation(
        @Nullable String person,
        @Nullable String role,
        @Nullable String phrase,
        List<GedcomNote> notes,
        List<GedcomCitation> sources,
        List<GedcomStructure> unknown) {

    static GedcomAssociation of(GedcomStructure structure) {
        Parts parts = new Parts(structure);
        GedcomStructure role = parts.one("ROLE", "_ROLE");
        String relation = parts.text("RELA");
        String phrase = role == null ? null : role.text("PHRASE");
        String ownPhrase = parts.text("PHRASE", "_PHRASE");
        boolean somebody = structure.pointer() && !GedcomStructure.VOID.equals(structure.value());
        String name = role == null ? relation : role.value();
        String known = name != null && Enumerations.ROLES.contains(name.strip().toUpperCase(Locale.ROOT))
                ? name.strip().toUpperCase(Locale.ROOT)
                : null;
        return new GedcomAssociation(
                somebody ? structure.value() : null,
                known,
                phrase != null ? phrase : relation == null || relation.equals(known) ? ownPhrase : relation,
                parts.notes(),
                parts.sources(),
                parts.rest());
    }
}
