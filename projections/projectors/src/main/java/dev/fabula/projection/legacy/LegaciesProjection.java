package dev.fabula.projection.legacy;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.LegacyEvent;
import dev.fabula.contracts.legacy.LegacyEvent.InvitationAccepted;
import dev.fabula.contracts.legacy.LegacyEvent.InvitationWithdrawn;
import dev.fabula.contracts.legacy.LegacyEvent.LegacyArchived;
import dev.fabula.contracts.legacy.LegacyEvent.LegacyCreated;
import dev.fabula.contracts.legacy.LegacyEvent.LegacyRenamed;
import dev.fabula.contracts.legacy.LegacyEvent.MemberInvited;
import dev.fabula.contracts.legacy.LegacyEvent.RoleGranted;
import dev.fabula.contracts.legacy.LegacyEvent.RoleRevoked;
import dev.fabula.contracts.legacy.StoryId;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Each legacy, its members and open invitations. */
final class LegaciesProjection implements Projection<String, LegacyRow> {

    @Override
    public String name() {
        return "legacy";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(
                LegacyCreated.class,
                LegacyRenamed.class,
                LegacyArchived.class,
                MemberInvited.class,
                InvitationWithdrawn.class,
                InvitationAccepted.class,
                RoleGranted.class,
                RoleRevoked.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> event) {
        return List.of(((LegacyEvent) event.event()).legacy().value());
    }

    @Override
    public @Nullable LegacyRow evolve(String legacy, @Nullable LegacyRow row, Recorded<DomainEvent> recorded) {
        return switch ((LegacyEvent) recorded.event()) {
            case LegacyCreated created ->
                new LegacyRow(
                        created.slug(),
                        created.name(),
                        created.description(),
                        created.owner(),
                        false,
                        List.of(),
                        List.of(),
                        recorded.at(),
                        recorded.at(),
                        recorded.sequence());
            case LegacyEvent event
            when row != null -> goOn(row.touched(recorded.at(), recorded.sequence()), event, recorded);
            default -> null;
        };
    }

    private static LegacyRow goOn(LegacyRow row, LegacyEvent event, Recorded<DomainEvent> recorded) {
        return switch (event) {
            case LegacyRenamed renamed -> row.named(renamed.name(), renamed.description());
            case LegacyArchived _ -> row.asArchived();
            case MemberInvited invited ->
                row.inviting(new LegacyRow.Invitation(
                        invited.invitation(),
                        invited.role(),
                        value(invited.story()),
                        invited.email(),
                        invited.invitedBy(),
                        recorded.at(),
                        invited.expiresAt()));
            case InvitationWithdrawn withdrawn -> row.closing(withdrawn.invitation());
            case InvitationAccepted accepted -> row.closing(accepted.invitation());
            case RoleGranted granted ->
                row.granting(
                        new LegacyRow.Member(granted.member(), granted.role(), value(granted.story()), recorded.at()));
            case RoleRevoked revoked -> row.revoking(revoked.member(), value(revoked.story()));
            case LegacyCreated _ -> row;
        };
    }

    private static @Nullable String value(@Nullable StoryId story) {
        return story == null ? null : story.value();
    }

    @Override
    public Class<LegacyRow> values() {
        return LegacyRow.class;
    }

    @Override
    public String streamOf(String legacy) {
        return legacy;
    }
}
