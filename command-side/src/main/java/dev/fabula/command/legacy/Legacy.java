package dev.fabula.command.legacy;

import dev.fabula.contracts.legacy.LegacyCommand.AcceptInvitation;
import dev.fabula.contracts.legacy.LegacyCommand.ArchiveLegacy;
import dev.fabula.contracts.legacy.LegacyCommand.CreateLegacy;
import dev.fabula.contracts.legacy.LegacyCommand.GrantRole;
import dev.fabula.contracts.legacy.LegacyCommand.InviteMember;
import dev.fabula.contracts.legacy.LegacyCommand.RenameLegacy;
import dev.fabula.contracts.legacy.LegacyCommand.RevokeRole;
import dev.fabula.contracts.legacy.LegacyCommand.WithdrawInvitation;
import dev.fabula.contracts.legacy.LegacyEvent;
import dev.fabula.contracts.legacy.LegacyEvent.InvitationAccepted;
import dev.fabula.contracts.legacy.LegacyEvent.InvitationWithdrawn;
import dev.fabula.contracts.legacy.LegacyEvent.LegacyArchived;
import dev.fabula.contracts.legacy.LegacyEvent.LegacyCreated;
import dev.fabula.contracts.legacy.LegacyEvent.LegacyRenamed;
import dev.fabula.contracts.legacy.LegacyEvent.MemberInvited;
import dev.fabula.contracts.legacy.LegacyEvent.RoleGranted;
import dev.fabula.contracts.legacy.LegacyEvent.RoleRevoked;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.legacy.MemberRole;
import dev.fabula.contracts.legacy.SlugEvent.SlugReserved;
import dev.fabula.contracts.legacy.StoryId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Decides what may happen to a legacy itself: its name, and who has which role in it. */
@Aggregate(
        type = "Legacy",
        cache = "aggregateCache",
        snapshotTriggerDefinition = "snapshotTrigger",
        commandTargetResolver = "commandTargets")
final class Legacy {

    static final int MOST_MEMBERS = 1_000;
    static final int MOST_INVITATIONS = 200;

    /** Of a code that is good until then. */
    private record Invitation(
            String id, MemberRole role, @Nullable String story, Instant expiresAt) {}

    @AggregateIdentifier
    private String id;

    private String name = "";
    private @Nullable String description;
    private boolean archived;
    /** In the legacy as a whole, by member. */
    private final Map<String, MemberRole> roles = new HashMap<>();
    /** For single stories, by member and story. */
    private final Map<String, MemberRole> storyRoles = new HashMap<>();
    /** Those that are open, by the hash of their code. */
    private final Map<String, Invitation> invitations = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // Axon fills it by the first event
    Legacy() {}

    /** Both in one append, so that there is no slug without its legacy. */
    @CommandHandler
    @SuppressWarnings("NullAway.Init")
    Legacy(CreateLegacy command) throws Exception {
        var _ = AggregateLifecycle.createNew(
                LegacySlug.class,
                () -> new LegacySlug(new SlugReserved(command.reservation(), command.slug(), command.legacy())));
        AggregateLifecycle.apply(new LegacyCreated(
                command.legacy(), command.slug(), command.name(), command.description(), command.actor()));
        AggregateLifecycle.apply(new RoleGranted(command.legacy(), command.actor(), MemberRole.OWNER, null));
    }

    @CommandHandler
    void handle(RenameLegacy command) {
        guardNotArchived();
        if (!command.name().equals(name) || !Objects.equals(command.description(), description)) {
            AggregateLifecycle.apply(new LegacyRenamed(legacy(), command.name(), command.description()));
        }
    }

    @CommandHandler
    void handle(ArchiveLegacy command) {
        if (!archived) {
            AggregateLifecycle.apply(new LegacyArchived(command.legacy()));
        }
    }

    @CommandHandler
    void handle(InviteMember command) {
        guardNotArchived();
        guardRole(command.role(), command.story());
        if (invitations.size() >= MOST_INVITATIONS) {
            throw LegacyRefusals.tooMany("open invitations", MOST_INVITATIONS);
        }
        AggregateLifecycle.apply(new MemberInvited(
                legacy(),
                command.invitation(),
                command.role(),
                command.story(),
                command.email(),
                command.codeHash(),
                command.expiresAt(),
                command.actor()));
    }

    @CommandHandler
    void handle(WithdrawInvitation command) {
        if (invitations.values().stream().noneMatch(open -> open.id().equals(command.invitation()))) {
            throw LegacyRefusals.notFound("open invitation", command.invitation());
        }
        AggregateLifecycle.apply(new InvitationWithdrawn(legacy(), command.invitation()));
    }

    @CommandHandler
    void handle(AcceptInvitation command) {
        guardNotArchived();
        Invitation open = invitations.get(command.codeHash());
        if (open == null || !command.at().isBefore(open.expiresAt())) {
            throw LegacyRefusals.codeNotGood();
        }
        StoryId story = open.story() == null ? null : new StoryId(open.story());
        MemberRole role = open.role();
        MemberRole now = role(command.actor(), story);
        AggregateLifecycle.apply(new InvitationAccepted(legacy(), open.id(), command.actor()));
        // An invitation never takes anything away.
        if (now == null || role.compareTo(now) < 0) {
            grant(command.actor(), role, story);
        }
    }

    @CommandHandler
    void handle(GrantRole command) {
        guardNotArchived();
        guardRole(command.role(), command.story());
        MemberRole now = role(command.member(), command.story());
        if (now != command.role()) {
            if (command.story() == null && now == MemberRole.OWNER) {
                guardNotLastOwner();
            }
            grant(command.member(), command.role(), command.story());
        }
    }

    @CommandHandler
    void handle(RevokeRole command) {
        MemberRole now = role(command.member(), command.story());
        if (now == null) {
            throw LegacyRefusals.noSuchMember(command.member());
        }
        if (command.story() == null && now == MemberRole.OWNER) {
            guardNotLastOwner();
        }
        AggregateLifecycle.apply(new RoleRevoked(legacy(), command.member(), command.story()));
    }

    private void grant(String member, MemberRole role, @Nullable StoryId story) {
        if (roles.size() + storyRoles.size() >= MOST_MEMBERS) {
            throw LegacyRefusals.tooMany("roles", MOST_MEMBERS);
        }
        AggregateLifecycle.apply(new RoleGranted(legacy(), member, role, story));
    }

    private LegacyId legacy() {
        return new LegacyId(id);
    }

    private void guardNotArchived() {
        if (archived) {
            throw LegacyRefusals.archived();
        }
    }

    private static void guardRole(MemberRole role, @Nullable StoryId story) {
        if (story != null && role == MemberRole.OWNER) {
            throw LegacyRefusals.ownerOfStory();
        }
    }

    private void guardNotLastOwner() {
        if (roles.values().stream().filter(MemberRole.OWNER::equals).count() < 2) {
            throw LegacyRefusals.lastOwner();
        }
    }

    private @Nullable MemberRole role(String member, @Nullable StoryId story) {
        return story == null ? roles.get(member) : storyRoles.get(key(member, story));
    }

    private static String key(String member, StoryId story) {
        return story.value() + ' ' + member;
    }

    @EventSourcingHandler
    void on(LegacyEvent event) {
        switch (event) {
            case LegacyCreated created -> {
                id = created.legacy().value();
                name = created.name();
                description = created.description();
            }
            case LegacyRenamed renamed -> {
                name = renamed.name();
                description = renamed.description();
            }
            case LegacyArchived _ -> archived = true;
            case MemberInvited invited ->
                invitations.put(
                        invited.codeHash(),
                        new Invitation(
                                invited.invitation(),
                                invited.role(),
                                invited.story() == null ? null : invited.story().value(),
                                invited.expiresAt()));
            case InvitationWithdrawn withdrawn -> close(withdrawn.invitation());
            case InvitationAccepted accepted -> close(accepted.invitation());
            case RoleGranted granted -> {
                if (granted.story() == null) {
                    roles.put(granted.member(), granted.role());
                } else {
                    storyRoles.put(key(granted.member(), granted.story()), granted.role());
                }
            }
            case RoleRevoked revoked -> {
                if (revoked.story() == null) {
                    roles.remove(revoked.member());
                } else {
                    storyRoles.remove(key(revoked.member(), revoked.story()));
                }
            }
        }
    }

    private void close(String invitation) {
        invitations.values().removeIf(open -> open.id().equals(invitation));
    }
}
