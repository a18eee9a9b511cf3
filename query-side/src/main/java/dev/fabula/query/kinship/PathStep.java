package dev.fabula.query.kinship;

import org.jspecify.annotations.Nullable;

/**
 * One step of a way from one person to another.
 *
 * @param person who is reached
 * @param move how
 * @param pedigree of the link between parent and child; nothing for other moves
 * @param bond of partners; nothing for other moves
 */
public record PathStep(
        String person,
        Move move,
        @Nullable Pedigree pedigree,
        @Nullable Bond bond) {

    public enum Move {
        /** Where the way begins. */
        START,
        /** To a parent. */
        UP,
        /** To a child. */
        DOWN,
        PARTNER,
        /** To whom an association is recorded, in either direction. */
        ASSOCIATION
    }
}
