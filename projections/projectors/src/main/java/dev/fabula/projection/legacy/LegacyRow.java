package dev.fabula.projection.legacy;

import dev.fabula.contracts.legacy.MemberRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A legacy and who may do what in it; its id is the row's key.
 *
 * @param owner who began it
 * @param members in the order of their grants
 * @param invitations that are open, in their order
 * @param version the sequence of the last event
 */
record LegacyRow(
        String slug,
        String name,
        @Nullable String description,
        String owner,
        boolean archived,
        List<Member> members,
        List<Invitation> invitations,
        Instant createdAt,
        Instant changedAt,
        long version) {

    /** @param story nothing for the whole legacy */
    record Member(String member, MemberRole role, @Nullable String story, Instant since) {}

    /** @param story nothing for the whole legacy */
    record Invitation(
            String invitation,
            MemberRole role,
            @Nullable String story,
            @Nullable String email,
            String invitedBy,
            Instant invitedAt,
            Instant expiresAt) {}

    LegacyRow touched(Instant at, long sequence) {
        return new LegacyRow(slug, name, description, owner, archived, members, invitations, createdAt, at, sequence);
    }

    LegacyRow named(String newName, @Nullable String newDescription) {
        return new LegacyRow(
                slug, newName, newDescription, owner, archived, members, invitations, createdAt, changedAt, version);
    }

    LegacyRow asArchived() {
        return new LegacyRow(slug, name, description, owner, true, members, invitations, createdAt, changedAt, version);
    }

    LegacyRow granting(Member member) {
        List<Member> all = without(members, there -> isSame(there, member.member(), member.story()));
        all.add(member);
        return withMembers(all);
    }

    LegacyRow revoking(String member, @Nullable String story) {
        return withMembers(without(members, there -> isSame(there, member, story)));
    }

    private static boolean isSame(Member there, String member, @Nullable String story) {
        return there.member().equals(member) && Objects.equals(there.story(), story);
    }

    LegacyRow inviting(Invitation invitation) {
        List<Invitation> all = new ArrayList<>(invitations);
        all.add(invitation);
        return withInvitations(all);
    }

    LegacyRow closing(String invitation) {
        return withInvitations(without(invitations, there -> there.invitation().equals(invitation)));
    }

    private static <T> List<T> without(List<T> all, Predicate<T> gone) {
        List<T> rest = new ArrayList<>(all);
        rest.removeIf(gone);
        return rest;
    }

    private LegacyRow withMembers(List<Member> all) {
        return new LegacyRow(slug, name, description, owner, archived, all, invitations, createdAt, changedAt, version);
    }

    private LegacyRow withInvitations(List<Invitation> all) {
        return new LegacyRow(slug, name, description, owner, archived, members, all, createdAt, changedAt, version);
    }
}
