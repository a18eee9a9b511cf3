package dev.fabula.contracts.legacy;

import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;
import dev.fabula.contracts.event.PersonalData;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can have happened to a legacy itself and to who may do what in it. Its people, relationships, contexts
 * and stories have streams of their own. Stored for ever: change only through an upcaster.
 */
@AggregateType("Legacy")
public sealed interface LegacyEvent extends DomainEvent {

    LegacyId legacy();

    /**
     * @param slug what it is called in addresses, unique within the tenant
     * @param owner the actor whose it is
     */
    @EventType("legacy.legacy-created")
    record LegacyCreated(
            LegacyId legacy,
            String slug,
            String name,
            @Nullable String description,
            String owner) implements LegacyEvent {}

    @EventType("legacy.legacy-renamed")
    record LegacyRenamed(
            LegacyId legacy, String name, @Nullable String description) implements LegacyEvent {}

    /** From now on it can only be read. */
    @EventType("legacy.legacy-archived")
    record LegacyArchived(LegacyId legacy) implements LegacyEvent {}

    /**
     * Somebody who knows the code may become a member.
     *
     * @param invitation a ULID
     * @param story nothing for the whole legacy
     * @param email where the invitation was sent to, in the inviter's words
     * @param codeHash SHA-256 of the code, in hex; the code itself is kept nowhere
     */
    @EventType("legacy.member-invited")
    record MemberInvited(
            LegacyId legacy,
            String invitation,
            MemberRole role,
            @Nullable StoryId story,
            @PersonalData(subject = "invitation") @Nullable String email,
            String codeHash,
            Instant expiresAt,
            String invitedBy)
            implements LegacyEvent {}

    /** The code is good no longer. */
    @EventType("legacy.invitation-withdrawn")
    record InvitationWithdrawn(LegacyId legacy, String invitation) implements LegacyEvent {}

    /** Followed by the {@link RoleGranted} that it leads to. */
    @EventType("legacy.invitation-accepted")
    record InvitationAccepted(LegacyId legacy, String invitation, String member) implements LegacyEvent {}

    /**
     * In the place of the role that the member had in that scope.
     *
     * @param story nothing for the whole legacy
     */
    @EventType("legacy.role-granted")
    record RoleGranted(
            LegacyId legacy,
            String member,
            MemberRole role,
            @Nullable StoryId story) implements LegacyEvent {}

    /** @param story nothing for the whole legacy */
    @EventType("legacy.role-revoked")
    record RoleRevoked(
            LegacyId legacy, String member, @Nullable StoryId story) implements LegacyEvent {}
}
