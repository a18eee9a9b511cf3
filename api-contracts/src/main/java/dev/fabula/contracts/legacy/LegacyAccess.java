package dev.fabula.contracts.legacy;

import dev.fabula.contracts.tenancy.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is to a legacy and to one of its stories: all that the {@link LegacyPolicy} decides by.
 *
 * @param tenantRoles from the token
 * @param legacyRole nothing for who is no member
 * @param storyRole what was granted for the story that it is about, if it is about one
 * @param author whether they wrote that story
 */
public record LegacyAccess(
        Set<Role> tenantRoles,
        @Nullable MemberRole legacyRole,
        @Nullable MemberRole storyRole,
        boolean author) {

    public LegacyAccess {
        tenantRoles = Set.copyOf(tenantRoles);
    }

    /** To the legacy as a whole. */
    public static LegacyAccess of(Set<Role> tenantRoles, @Nullable MemberRole legacyRole) {
        return new LegacyAccess(tenantRoles, legacyRole, null, false);
    }

    /** To one story of it. */
    public LegacyAccess toStory(@Nullable MemberRole role, boolean isAuthor) {
        return new LegacyAccess(tenantRoles, legacyRole, role, isAuthor);
    }
}
