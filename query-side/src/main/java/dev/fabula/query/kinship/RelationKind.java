package dev.fabula.query.kinship;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What makes two people related. In this order where relationships are equally near, and in this order a line is as weak
 * as its weakest link: the adoptive mother of a foster father is a foster grandmother.
 */
public enum RelationKind {
    /** Both are the same person. */
    SELF,
    /** By birth alone: in the direct line, or through both members of a couple. */
    BLOOD,
    /** By birth alone, through one member of a couple only. */
    HALF,
    ADOPTIVE,
    FOSTER,
    /** Through the spouse of a parent, or recorded as step. */
    STEP,
    /** By a sealing, as GEDCOM records it. */
    SEALED,
    /** Parent and child in another way than those, such as a guardian: pedigree OTHER. */
    SOCIAL,
    /** Partners, former partners, or parents of the same child. */
    PARTNER,
    /** Through at least one partner, and not step: affinity, whether or not there is a marriage. */
    IN_LAW,
    /** Recorded as such, with a role, and nothing else. */
    ASSOCIATION,
    /** No relationship is known. */
    NONE;

    /** As it stands in answers: lower case, with dashes. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
