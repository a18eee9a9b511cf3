package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.MemberRole;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A legacy as the read model has it. */
record LegacyRow(
        String legacy,
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
}
