package dev.fabula.gedcom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a FAM record says of a family.
 *
 * @param husband a partner; the word names the slot, not a sex
 * @param wife the other partner
 * @param children in the file's order, which should be that of their births
 * @param unknown structures that none of this speaks of, children that are nowhere in the file among them
 */
public record GedcomFamily(
        @Nullable String xref,
        @Nullable String husband,
        @Nullable String wife,
        List<String> children,
        List<GedcomEvent> events,
        List<GedcomAssociation> associations,
        List<GedcomIdentifier> identifiers,
        List<String> restrictions,
        List<GedcomNote> notes,
        List<GedcomCitation> sources,
        List<GedcomMedia> media,
        @Nullable GedcomDate changed,
        List<GedcomStructure> unknown,
        GedcomStructure structure) {

    /** @throws IllegalArgumentException if it is no FAM record */
    public static GedcomFamily of(GedcomStructure record) {
        if (!record.is("FAM")) throw new IllegalArgumentException("no FAM but " + record.tag());
        Parts parts = new Parts(record);
        GedcomStructure change = parts.one("CHAN");
        GedcomStructure changed = change == null ? null : change.child("DATE");
        return new GedcomFamily(
                record.xref(),
                partner(parts, "HUSB"),
                partner(parts, "WIFE"),
                parts.links("CHIL"),
                Events.of(parts, Enumerations.FAMILY_EVENTS, Enumerations.FAMILY_ATTRIBUTES),
                parts.associations(),
                parts.identifiers(),
                Events.restrictions(parts),
                parts.notes(),
                parts.sources(),
                parts.media(),
                changed == null ? null : GedcomDate.of(changed),
                parts.rest(),
                record);
    }

    /** A second partner of one slot, which no version allows, stays among what is not understood. */
    private static @Nullable String partner(Parts parts, String tag) {
        GedcomStructure partner = parts.one(tag);
        if (partner == null || !partner.pointer() || GedcomStructure.VOID.equals(partner.value())) return null;
        return partner.value();
    }
}
