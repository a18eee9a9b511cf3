package dev.fabula.projection.analytics;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** When somebody was first seen, and in which weeks again. */
final class UserCohortsProjection implements Projection<String, UserCohortRow> {

    private final Pseudonyms names;

    UserCohortsProjection(Pseudonyms names) {
        this.names = names;
    }

    @Override
    public String name() {
        return "analytics-cohorts";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Seen.EVENTS;
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> recorded) {
        return Seen.in(recorded, names).stream().map(Seen::person).collect(Collectors.toSet());
    }

    @Override
    public @Nullable UserCohortRow evolve(String person, @Nullable UserCohortRow row, Recorded<DomainEvent> recorded) {
        UserCohortRow cohort = row;
        for (Seen seen : Seen.in(recorded, names)) {
            if (seen.person().equals(person)) {
                cohort = cohort == null ? UserCohortRow.first(seen.week()) : cohort.with(seen.week());
            }
        }
        return cohort;
    }

    @Override
    public Class<UserCohortRow> values() {
        return UserCohortRow.class;
    }
}
