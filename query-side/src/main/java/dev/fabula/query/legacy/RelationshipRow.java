package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.RelationshipKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What joins two people, as the read model has it; who was merged is told of as the other. */
record RelationshipRow(
        String relationship,
        RelationshipKind kind,
        String from,
        @Nullable String to,
        @Nullable String pedigree,
        @Nullable String role,
        @Nullable String family,
        @Nullable Integer place,
        List<LifeFact> facts) {}
