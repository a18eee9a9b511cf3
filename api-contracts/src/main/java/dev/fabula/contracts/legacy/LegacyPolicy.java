package dev.fabula.contracts.legacy;

import dev.fabula.contracts.tenancy.Role;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what in a legacy: asked by commands and queries alike, and nowhere decided but here.
 *
 * <p>A role holds where it was granted and below: in all legacies of the tenant (from the token), in one legacy, for one
 * story. Owners of the tenant are owners of each of its legacies, its editors are editors. Its contributors and viewers
 * read each legacy as outsiders do, and become insiders by a role in it; contributors may also write for it. Guests have
 * no part in legacies.
 */
public final class LegacyPolicy {

    private static final Map<MemberRole, Set<LegacyRight>> IN_LEGACY = new EnumMap<>(Map.of(
            MemberRole.OWNER, EnumSet.allOf(LegacyRight.class),
            MemberRole.EDITOR, EnumSet.complementOf(EnumSet.of(LegacyRight.MANAGE)),
            MemberRole.CONTRIBUTOR, EnumSet.of(LegacyRight.READ, LegacyRight.SEE_LIVING, LegacyRight.WRITE_STORIES),
            MemberRole.VIEWER, EnumSet.of(LegacyRight.READ, LegacyRight.SEE_LIVING)));

    /** Of outsiders, by what they are in the tenant. */
    private static final Map<Role, Set<LegacyRight>> OUTSIDE = new EnumMap<>(Map.of(
            Role.CONTRIBUTOR, EnumSet.of(LegacyRight.READ, LegacyRight.WRITE_STORIES),
            Role.VIEWER, EnumSet.of(LegacyRight.READ)));

    /** For the one story alone; it says nothing of the people in it. */
    private static final Map<MemberRole, Set<LegacyRight>> IN_STORY = new EnumMap<>(Map.of(
            MemberRole.EDITOR, EnumSet.of(LegacyRight.READ, LegacyRight.READ_DRAFTS, LegacyRight.EDIT_STORY),
            MemberRole.CONTRIBUTOR, EnumSet.of(LegacyRight.READ, LegacyRight.READ_DRAFTS, LegacyRight.EDIT_STORY),
            MemberRole.VIEWER, EnumSet.of(LegacyRight.READ, LegacyRight.READ_DRAFTS)));

    private static final Set<LegacyRight> AUTHOR = EnumSet.of(LegacyRight.READ_DRAFTS, LegacyRight.EDIT_STORY);

    private LegacyPolicy() {}

    /** Everything that somebody may. */
    public static Set<LegacyRight> rights(LegacyAccess access) {
        Set<LegacyRight> rights = EnumSet.noneOf(LegacyRight.class);
        MemberRole role = roleIn(access);
        if (role != null) {
            rights.addAll(IN_LEGACY.getOrDefault(role, Set.of()));
        }
        access.tenantRoles().forEach(tenant -> rights.addAll(OUTSIDE.getOrDefault(tenant, Set.of())));
        if (access.storyRole() != null) {
            rights.addAll(IN_STORY.getOrDefault(access.storyRole(), Set.of()));
        }
        // Who wrote it and may not write here any more has no say in it any more either.
        if (access.author() && rights.contains(LegacyRight.WRITE_STORIES)) {
            rights.addAll(AUTHOR);
        }
        return rights;
    }

    public static boolean allows(LegacyAccess access, LegacyRight right) {
        return rights(access).contains(right);
    }

    /** @throws dev.fabula.contracts.command.CommandRefusedException saying which right is missing */
    public static void require(LegacyAccess access, LegacyRight right) {
        if (!allows(access, right)) {
            throw LegacyRefusals.rightMissing(right);
        }
    }

    /** Whether somebody may begin a legacy of their own. */
    public static boolean mayCreate(Set<Role> tenantRoles) {
        return tenantRoles.contains(Role.OWNER)
                || tenantRoles.contains(Role.EDITOR)
                || tenantRoles.contains(Role.CONTRIBUTOR);
    }

    /** The greatest of what holds in the legacy as a whole. */
    private static @Nullable MemberRole roleIn(LegacyAccess access) {
        if (access.tenantRoles().contains(Role.OWNER) || access.legacyRole() == MemberRole.OWNER) {
            return MemberRole.OWNER;
        }
        return access.tenantRoles().contains(Role.EDITOR) ? MemberRole.EDITOR : access.legacyRole();
    }
}
