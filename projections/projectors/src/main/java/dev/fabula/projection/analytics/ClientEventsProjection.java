package dev.fabula.projection.analytics;

import dev.fabula.contracts.analytics.ClientActivityEvent.ClientEventsRecorded;
import dev.fabula.contracts.analytics.ClientEvent;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.projection.Projection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What clients told of, by the hour and the day in which it happened there, and by name. */
final class ClientEventsProjection implements Projection<ClientEventsProjection.Key, ClientEventRow> {

    private static final Duration IN_TIME = Duration.ofHours(1);

    /** {@code <grain>/<time>/<name>}. */
    record Key(Bucket bucket, String name) {
        @Override
        public String toString() {
            return bucket.key(name);
        }
    }

    @Override
    public String name() {
        return "analytics-client-events";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(ClientEventsRecorded.class);
    }

    @Override
    public Collection<Key> keys(Recorded<DomainEvent> recorded) {
        Set<Key> keys = new LinkedHashSet<>();
        for (ClientEvent event : ((ClientEventsRecorded) recorded.event()).events()) {
            Bucket.of(event.countedAt(recorded.at())).forEach(bucket -> keys.add(new Key(bucket, event.name())));
        }
        return keys;
    }

    @Override
    public ClientEventRow evolve(Key key, @Nullable ClientEventRow row, Recorded<DomainEvent> recorded) {
        long events = row == null ? 0 : row.events();
        long late = row == null ? 0 : row.late();
        for (ClientEvent event : ((ClientEventsRecorded) recorded.event()).events()) {
            Instant at = event.countedAt(recorded.at());
            if (event.name().equals(key.name()) && key.bucket().holds(at)) {
                events++;
                late += at.plus(IN_TIME).isBefore(recorded.at()) ? 1 : 0;
            }
        }
        return new ClientEventRow(key.bucket().grain().column(), key.bucket().startsAt(), key.name(), events, late);
    }

    @Override
    public Class<ClientEventRow> values() {
        return ClientEventRow.class;
    }
}
