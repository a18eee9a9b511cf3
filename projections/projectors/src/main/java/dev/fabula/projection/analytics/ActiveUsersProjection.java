package dev.fabula.projection.analytics;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.projection.KeyParts;
import dev.fabula.projection.Projection;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who was there in which hours: exact, because rows of the same person are told to be of the same person. */
final class ActiveUsersProjection implements Projection<ActiveUsersProjection.Key, ActiveUserRow> {

    private final Pseudonyms names;

    ActiveUsersProjection(Pseudonyms names) {
        this.names = names;
    }

    /** {@code <week>/<person>}. */
    record Key(LocalDate week, String person) {
        @Override
        public String toString() {
            return KeyParts.joined(week.toString(), person);
        }
    }

    @Override
    public String name() {
        return "analytics-active-users";
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
    public Collection<Key> keys(Recorded<DomainEvent> recorded) {
        return Seen.in(recorded, names).stream()
                .map(seen -> new Key(seen.week(), seen.person()))
                .collect(Collectors.toSet());
    }

    @Override
    public ActiveUserRow evolve(Key key, @Nullable ActiveUserRow row, Recorded<DomainEvent> recorded) {
        ActiveUserRow active = row == null ? ActiveUserRow.none(key.week(), key.person()) : row;
        for (Seen seen : Seen.in(recorded, names)) {
            if (seen.person().equals(key.person()) && seen.week().equals(key.week())) {
                active = active.with(seen.day(), seen.hour());
            }
        }
        return active;
    }

    @Override
    public Class<ActiveUserRow> values() {
        return ActiveUserRow.class;
    }
}
