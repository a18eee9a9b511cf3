package dev.fabula.contracts.legacy;

import dev.fabula.contracts.command.Command;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything that can be wanted of a legacy itself. Whether the sender may, the {@link LegacyPolicy} has said before. */
public sealed interface LegacyCommand extends Command {

    LegacyId legacy();

    @Override
    default String target() {
        return legacy().value();
    }

    /**
     * @param legacy a new id
     * @param reservation the slug's stream
     */
    record CreateLegacy(
            LegacyId legacy,
            String reservation,
            String slug,
            String name,
            @Nullable String description,
            String actor) implements LegacyCommand {
        public CreateLegacy {
            Slugs.require(slug);
        }
    }

    record RenameLegacy(
            LegacyId legacy, String name, @Nullable String description) implements LegacyCommand {}

    record ArchiveLegacy(LegacyId legacy) implements LegacyCommand {}

    /**
     * @param invitation a new ULID
     * @param codeHash SHA-256 of the code that is good for it, in hex
     */
    record InviteMember(
            LegacyId legacy,
            String invitation,
            MemberRole role,
            @Nullable StoryId story,
            @Nullable String email,
            String codeHash,
            Instant expiresAt,
            String actor)
            implements LegacyCommand {}

    record WithdrawInvitation(LegacyId legacy, String invitation) implements LegacyCommand {}

    /** @param at when it was accepted, which is before it expires or too late */
    record AcceptInvitation(LegacyId legacy, String codeHash, String actor, Instant at) implements LegacyCommand {}

    /** @param story nothing for the whole legacy */
    record GrantRole(
            LegacyId legacy,
            String member,
            MemberRole role,
            @Nullable StoryId story) implements LegacyCommand {}

    /** @param story nothing for the whole legacy */
    record RevokeRole(
            LegacyId legacy, String member, @Nullable StoryId story) implements LegacyCommand {}
}
