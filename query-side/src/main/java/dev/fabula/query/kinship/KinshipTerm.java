package dev.fabula.query.kinship;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relationship without words, from which any language can make them: what {@code to} is of {@code from}.
 *
 * @param kind what makes them related
 * @param generationsUp from {@code from}, over all lines of the way
 * @param generationsDown to {@code to}, likewise
 * @param half related by birth, in part or at all, through one member of a couple only
 * @param step whether the kind is step
 * @param inLaw whether the kind is in-law
 * @param degree of cousins, 1 for first cousins; 0 for all others
 * @param removed how many generations cousins are apart; 0 for all others
 * @param times 2 for double cousins, who have two separate couples as nearest ancestors at the same distances; else 1
 * @param sexOfTo which form of the last word is meant
 * @param viaPartner where the partners are
 * @param bond of partners, former partners and co-parents; nothing else has one
 * @param role of an association, as recorded; nothing else has one
 * @param roleOfFrom whether it is {@code from} who has that role: from is the godfather, to is the godson
 * @param parts one for each word, of which each is said relative to the one before; none for self, association, none
 */
public record KinshipTerm(
        RelationKind kind,
        int generationsUp,
        int generationsDown,
        boolean half,
        boolean step,
        boolean inLaw,
        int degree,
        int removed,
        int times,
        Sex sexOfTo,
        ViaPartner viaPartner,
        @Nullable Bond bond,
        @Nullable String role,
        boolean roleOfFrom,
        List<KinshipPart> parts) {

    public KinshipTerm {
        parts = List.copyOf(parts);
    }

    /** Self, or none. */
    static KinshipTerm bare(RelationKind kind, Sex sex) {
        return new KinshipTerm(
                kind, 0, 0, false, false, false, 0, 0, 1, sex, ViaPartner.NONE, null, null, false, List.of());
    }

    static KinshipTerm association(String role, boolean roleOfFrom, Sex sex) {
        return new KinshipTerm(
                RelationKind.ASSOCIATION,
                0,
                0,
                false,
                false,
                false,
                0,
                0,
                1,
                sex,
                ViaPartner.NONE,
                null,
                role,
                roleOfFrom,
                List.of());
    }

    /** What is said in one word or several. */
    static KinshipTerm of(RelationKind kind, ViaPartner via, List<KinshipPart> parts) {
        KinshipPart last = parts.getLast();
        boolean cousins = parts.size() == 1 && last.up() > 1 && last.down() > 1;
        return new KinshipTerm(
                kind,
                parts.stream().mapToInt(KinshipPart::up).sum(),
                parts.stream().mapToInt(KinshipPart::down).sum(),
                parts.stream().anyMatch(KinshipPart::half),
                kind == RelationKind.STEP,
                kind == RelationKind.IN_LAW,
                cousins ? Math.min(last.up(), last.down()) - 1 : 0,
                cousins ? Math.abs(last.up() - last.down()) : 0,
                last.times(),
                last.sex(),
                via,
                parts.size() == 1 ? last.bond() : null,
                null,
                false,
                parts);
    }
}
