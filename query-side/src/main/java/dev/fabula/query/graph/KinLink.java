package dev.fabula.query.graph;

import org.jspecify.annotations.Nullable;

/**
 * What joins two people in the graph; who was merged is told of as the other.
 *
 * @param from a parent, a partner, or whom an association is told of
 * @param pedigree of a child, as stored: birth, adopted, …
 * @param married whether partners were, as far as anybody said
 * @param ended whether that ended while both lived
 */
record KinLink(
        Kind kind,
        String from,
        String to,
        @Nullable String pedigree,
        boolean married,
        boolean ended,
        @Nullable String role) {

    enum Kind {
        PARENT_OF,
        PARTNER_OF,
        ASSOCIATED_WITH
    }
}
