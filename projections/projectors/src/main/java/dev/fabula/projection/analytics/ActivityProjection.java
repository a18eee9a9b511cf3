package dev.fabula.projection.analytics;

import static java.util.Map.entry;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.LegacyEvent.InvitationAccepted;
import dev.fabula.contracts.legacy.LegacyEvent.LegacyCreated;
import dev.fabula.contracts.legacy.LegacyEvent.RoleRevoked;
import dev.fabula.contracts.legacy.PersonEvent.PersonAdded;
import dev.fabula.contracts.legacy.PersonEvent.PersonMergedInto;
import dev.fabula.contracts.legacy.PersonEvent.PersonRemoved;
import dev.fabula.contracts.legacy.PersonEvent.PersonUnmergedFrom;
import dev.fabula.contracts.legacy.StoryEvent.StoryRemoved;
import dev.fabula.contracts.legacy.StoryEvent.StoryRestored;
import dev.fabula.contracts.legacy.StoryEvent.StoryWritten;
import dev.fabula.contracts.storysession.RequestReason;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRequested;
import dev.fabula.contracts.storysession.StorySessionEvent.ChoiceMade;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryBranched;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryEnded;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryExpired;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryStarted;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened to stories and legacies, by hour and by day. */
final class ActivityProjection implements Projection<Bucket, ActivityRow> {

    @Override
    public String name() {
        return "analytics-activity";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(
                StoryStarted.class,
                StoryBranched.class,
                BeatRequested.class,
                ChoiceMade.class,
                BeatRated.class,
                StoryEnded.class,
                StoryExpired.class,
                LegacyCreated.class,
                InvitationAccepted.class,
                RoleRevoked.class,
                PersonAdded.class,
                PersonRemoved.class,
                PersonMergedInto.class,
                PersonUnmergedFrom.class,
                StoryWritten.class,
                StoryRemoved.class,
                StoryRestored.class);
    }

    @Override
    public Collection<Bucket> keys(Recorded<DomainEvent> recorded) {
        return counted(recorded.event()).isEmpty() ? List.of() : Bucket.of(recorded.at());
    }

    @Override
    public ActivityRow evolve(Bucket bucket, @Nullable ActivityRow row, Recorded<DomainEvent> recorded) {
        ActivityRow counted = row == null ? ActivityRow.empty(bucket) : row;
        for (Map.Entry<Count, Integer> step : counted(recorded.event()).entrySet()) {
            counted = counted.plus(step.getKey(), step.getValue());
        }
        return counted;
    }

    /** What the event adds to each. */
    private static Map<Count, Integer> counted(DomainEvent event) {
        return switch (event) {
            case StoryStarted _ -> Map.of(Count.STARTED, 1);
            case StoryBranched _ -> Map.of(Count.BRANCHED, 1);
            case BeatRequested e -> e.reason() == RequestReason.CONTINUE ? Map.of(Count.CONTINUED, 1) : Map.of();
            case ChoiceMade e -> Map.of(e.choice() == null ? Count.OWN_WORDS : Count.CHOICES, 1);
            case BeatRated e -> Map.of(Count.rated(e.rating()), 1);
            case StoryEnded e -> Map.of(Count.ended(e.reason()), 1);
            case StoryExpired _ -> Map.of(Count.EXPIRED, 1);
            case LegacyCreated _ -> Map.ofEntries(entry(Count.LEGACIES, 1), entry(Count.CONTRIBUTORS, 1));
            case InvitationAccepted _ -> Map.of(Count.CONTRIBUTORS, 1);
            case RoleRevoked e -> e.story() == null ? Map.of(Count.CONTRIBUTORS, -1) : Map.of();
            case PersonAdded _, PersonUnmergedFrom _ -> Map.of(Count.PEOPLE, 1);
            case PersonRemoved _, PersonMergedInto _ -> Map.of(Count.PEOPLE, -1);
            case StoryWritten _, StoryRestored _ -> Map.of(Count.MEMORIES, 1);
            case StoryRemoved _ -> Map.of(Count.MEMORIES, -1);
            default -> Map.of();
        };
    }

    @Override
    public Class<ActivityRow> values() {
        return ActivityRow.class;
    }
}
