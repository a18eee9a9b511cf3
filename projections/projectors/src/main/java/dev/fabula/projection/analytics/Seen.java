package dev.fabula.projection.analytics;

import dev.fabula.contracts.analytics.ClientActivityEvent.ClientEventsRecorded;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.LegacyEvent.InvitationAccepted;
import dev.fabula.contracts.legacy.LegacyEvent.LegacyCreated;
import dev.fabula.contracts.legacy.StoryEvent.StoryRevised;
import dev.fabula.contracts.legacy.StoryEvent.StoryWritten;
import dev.fabula.contracts.storysession.StorySessionEvent.AlternativeSelected;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRated;
import dev.fabula.contracts.storysession.StorySessionEvent.ChoiceMade;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryBranched;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryEnded;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryStarted;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;

/**
 * Somebody who did something.
 *
 * @param person a pseudonym
 */
record Seen(String person, Instant at) {

    /** What only somebody does who is there. */
    static final Set<Class<? extends DomainEvent>> EVENTS = Set.of(
            StoryStarted.class,
            StoryBranched.class,
            ChoiceMade.class,
            AlternativeSelected.class,
            BeatRated.class,
            StoryEnded.class,
            LegacyCreated.class,
            InvitationAccepted.class,
            StoryWritten.class,
            StoryRevised.class,
            ClientEventsRecorded.class);

    static List<Seen> in(Recorded<DomainEvent> recorded, Pseudonyms names) {
        var tenant = recorded.metadata().tenant();
        if (recorded.event() instanceof ClientEventsRecorded told) {
            return told.events().stream()
                    .map(event -> new Seen(names.person(tenant, event.actor()), event.countedAt(recorded.at())))
                    .toList();
        }
        return recorded.metadata().actorKind() == ActorKind.USER
                ? List.of(new Seen(
                        names.person(tenant, recorded.metadata().actor().value()), recorded.at()))
                : List.of();
    }

    private ZonedDateTime time() {
        return at.atZone(ZoneOffset.UTC);
    }

    /** The Monday of the week. */
    LocalDate week() {
        return time().toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    DayOfWeek day() {
        return time().getDayOfWeek();
    }

    int hour() {
        return time().getHour();
    }
}
