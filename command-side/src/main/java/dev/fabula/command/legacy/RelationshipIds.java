package dev.fabula.command.legacy;

import dev.fabula.command.StreamIds;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.RelationshipId;
import dev.fabula.contracts.legacy.RelationshipKind;
import dev.fabula.contracts.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** Ids of what joins people: made from who they are and how they are joined, so that nothing is said twice. */
public final class RelationshipIds {

    private RelationshipIds() {}

    /** Partners are the same two either way round; in two families they are joined twice, as is a child to a parent. */
    public static RelationshipId of(
            TenantId tenant,
            LegacyId legacy,
            RelationshipKind kind,
            PersonId from,
            @Nullable PersonId to,
            @Nullable String role,
            @Nullable String family) {
        String first = from.value();
        String second = to == null ? "" : to.value();
        if (kind == RelationshipKind.PARTNER && first.compareTo(second) > 0) {
            String other = first;
            first = second;
            second = other;
        }
        String which = kind == RelationshipKind.ASSOCIATION ? role : family;
        return new RelationshipId(StreamIds.of(
                tenant,
                "Relationship",
                String.join("\0", legacy.value(), kind.wireName(), first, second, which == null ? "" : which)));
    }
}
