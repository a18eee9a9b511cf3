package dev.fabula.query.kinship;

import org.jspecify.annotations.Nullable;

/**
 * One word of a term: "wife's half-niece" has two. Each is said of a person relative to the person of the part before.
 *
 * @param relation what is said
 * @param up generations to the ancestors the line goes over; a step-father's is 1, and a mother-in-law's
 * @param down generations from there
 * @param half whether the line goes through one member of a couple only
 * @param times 2 for double cousins and so on, else 1
 * @param sex of the person it is said of
 * @param bond of partners; nothing else has one
 */
public record KinshipPart(
        RelationKind relation,
        int up,
        int down,
        boolean half,
        int times,
        Sex sex,
        @Nullable Bond bond) {

    static KinshipPart partner(Bond bond, Sex sex) {
        return new KinshipPart(RelationKind.PARTNER, 0, 0, false, 1, sex, bond);
    }

    static KinshipPart line(RelationKind relation, int up, int down, boolean half, Sex sex) {
        return new KinshipPart(relation, up, down, half, 1, sex, null);
    }

    KinshipPart withTimes(int count) {
        return new KinshipPart(relation, up, down, half, count, sex, bond);
    }
}
