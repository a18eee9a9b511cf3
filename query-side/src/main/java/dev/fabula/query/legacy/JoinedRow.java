package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.RelationshipKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What joins two people of a family, under the ids by which it was told.
 *
 * @param to nothing for the partner of nobody known
 * @param facts of a couple; empty where they were not asked for
 * @param version the sequence of the last event of its stream
 */
record JoinedRow(
        String relationship,
        RelationshipKind kind,
        String from,
        @Nullable String to,
        @Nullable String pedigree,
        @Nullable String role,
        @Nullable String family,
        @Nullable Integer place,
        List<LifeFact> facts,
        long version) {}
