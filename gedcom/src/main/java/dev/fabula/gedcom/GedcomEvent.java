package dev.fabula.gedcom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event or attribute of a person or family.
 *
 * @param tag BIRT, MARR, OCCU and so on; EVEN and FACT say more in their type
 * @param negated whether it is known that it never happened (NO of version 7)
 * @param description what an attribute or a generic event says; Y after an event says only that it happened, and is left out here
 * @param happened whether the file says Y
 * @param age of the person, as the format has it: {@code 12y 3m}
 * @param ageOfHusband of a family's event
 * @param family the family record that BIRT, CHR or ADOP names
 * @param sortDate by which to place it, where its date is unsuited
 */
public record GedcomEvent(
        String tag,
        boolean negated,
        @Nullable String description,
        boolean happened,
        @Nullable String type,
        @Nullable GedcomDate date,
        @Nullable GedcomDate sortDate,
        @Nullable GedcomPlace place,
        @Nullable String age,
        @Nullable String ageOfHusband,
        @Nullable String ageOfWife,
        @Nullable String cause,
        @Nullable String family,
        List<GedcomNote> notes,
        List<GedcomCitation> sources,
        List<GedcomMedia> media,
        List<GedcomAssociation> associations,
        List<GedcomStructure> unknown) {

    static GedcomEvent of(GedcomStructure structure) {
        boolean negated = structure.is("NO") || structure.is("_NO");
        Parts parts = new Parts(structure);
        String value = structure.value() == null ? null : structure.value().strip();
        boolean happened = "Y".equals(value) && !negated;
        GedcomStructure date = parts.one("DATE");
        GedcomStructure sortDate = parts.one("SDATE", "_SDATE");
        GedcomStructure place = parts.one("PLAC");
        GedcomStructure husband = parts.one("HUSB");
        GedcomStructure wife = parts.one("WIFE");
        List<String> family = parts.links("FAMC");
        return new GedcomEvent(
                negated && value != null ? value : structure.tag(),
                negated,
                negated || happened ? null : value,
                happened,
                parts.text("TYPE"),
                date == null ? null : GedcomDate.of(date),
                sortDate == null ? null : GedcomDate.of(sortDate),
                place == null ? null : GedcomPlace.of(place),
                parts.text("AGE"),
                husband == null ? null : husband.text("AGE"),
                wife == null ? null : wife.text("AGE"),
                parts.text("CAUS"),
                family.isEmpty() ? null : family.getFirst(),
                parts.notes(),
                parts.sources(),
                parts.media(),
                parts.associations(),
                parts.rest());
    }
}
