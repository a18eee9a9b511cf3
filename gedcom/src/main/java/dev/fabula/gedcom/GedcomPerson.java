package dev.fabula.gedcom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an INDI record says of a person.
 *
 * @param xref the record's name; null where it has none, so that nobody can point to it
 * @param sex M, F, X or U, or whatever the file says
 * @param events and attributes, in the file's order
 * @param families those in which the person is a child
 * @param spouseIn the families in which the person is a partner
 * @param restrictions CONFIDENTIAL, LOCKED, PRIVACY
 * @param changed when the record was changed last
 * @param unknown structures that none of this speaks of
 * @param structure the whole record
 */
public record GedcomPerson(
        @Nullable String xref,
        List<GedcomName> names,
        @Nullable String sex,
        List<GedcomEvent> events,
        List<ChildLink> families,
        List<String> spouseIn,
        List<GedcomAssociation> associations,
        List<GedcomIdentifier> identifiers,
        List<String> restrictions,
        List<GedcomNote> notes,
        List<GedcomCitation> sources,
        List<GedcomMedia> media,
        @Nullable GedcomDate changed,
        List<GedcomStructure> unknown,
        GedcomStructure structure) {

    /**
     * A family in which the person is a child.
     *
     * @param pedigree BIRTH, ADOPTED, FOSTER, SEALING, OTHER, or whatever the file says, in capitals; null where nothing is said
     * @param pedigreePhrase in other words
     * @param status CHALLENGED, DISPROVEN or PROVEN, in capitals
     */
    public record ChildLink(
            String family,
            @Nullable String pedigree,
            @Nullable String pedigreePhrase,
            @Nullable String status,
            List<GedcomNote> notes,
            List<GedcomStructure> unknown) {

        static ChildLink of(GedcomStructure structure, String family) {
            Parts parts = new Parts(structure);
            GedcomStructure pedigree = parts.one("PEDI");
            return new ChildLink(
                    family,
                    pedigree == null || pedigree.value() == null
                            ? null
                            : pedigree.value().strip().toUpperCase(Locale.ROOT),
                    pedigree == null ? null : new Parts(pedigree).text("PHRASE", "_PHRASE"),
                    upper(parts.text("STAT")),
                    parts.notes(),
                    parts.rest());
        }
    }

    /** @throws IllegalArgumentException if it is no INDI record */
    public static GedcomPerson of(GedcomStructure record) {
        if (!record.is("INDI")) throw new IllegalArgumentException("no INDI but " + record.tag());
        Parts parts = new Parts(record);
        List<ChildLink> families = new ArrayList<>();
        List<GedcomStructure> nowhere = new ArrayList<>();
        for (GedcomStructure it : parts.all("FAMC"))
            if (it.pointer() && it.value() != null && !it.value().equals(GedcomStructure.VOID))
                families.add(ChildLink.of(it, it.value()));
            else nowhere.add(it);
        GedcomStructure change = parts.one("CHAN");
        GedcomStructure changed = change == null ? null : change.child("DATE");
        List<GedcomName> names = parts.all("NAME").stream().map(GedcomName::of).toList();
        String sex = upper(parts.text("SEX"));
        List<GedcomEvent> events = Events.of(parts, Enumerations.PERSON_EVENTS, Enumerations.PERSON_ATTRIBUTES);
        List<String> spouseIn = parts.links("FAMS");
        List<GedcomAssociation> associations = parts.associations();
        List<GedcomIdentifier> identifiers = parts.identifiers();
        List<String> restrictions = Events.restrictions(parts);
        List<GedcomNote> notes = parts.notes();
        List<GedcomCitation> sources = parts.sources();
        List<GedcomMedia> media = parts.media();
        nowhere.addAll(parts.rest());
        return new GedcomPerson(
                record.xref(),
                names,
                sex,
                events,
                List.copyOf(families),
                spouseIn,
                associations,
                identifiers,
                restrictions,
                notes,
                sources,
                media,
                changed == null ? null : GedcomDate.of(changed),
                List.copyOf(nowhere),
                record);
    }

    private static @Nullable String upper(@Nullable String text) {
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }
}
