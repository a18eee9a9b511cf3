package dev.fabula.command.analytics;

import dev.fabula.command.CommandTargets;
import dev.fabula.contracts.analytics.ClientActivityCommand.RecordClientEvents;
import dev.fabula.contracts.analytics.ClientActivityEvent.ClientEventsRecorded;
import dev.fabula.contracts.analytics.ClientEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientActivityTest {

    private static final String DAY = "01JD3K5V8Q2XW7RBN4T6YHMECB";
    private static final LocalDate DATE = LocalDate.parse("2026-11-21");

    private FixtureConfiguration<ClientActivity> fixture;

    @BeforeEach
    void start() {
        fixture =
                new AggregateTestFixture<>(ClientActivity.class).registerCommandTargetResolver(CommandTargets.RESOLVER);
    }

    private static ClientEvent event(String id, String actor) {
        return new ClientEvent(id, "page-viewed", actor, Instant.parse("2026-11-21T13:05:00Z"), Map.of());
    }

    private static RecordClientEvents record(ClientEvent... events) {
        return new RecordClientEvents(DAY, DATE, List.of(events));
    }

    private static ClientEventsRecorded recorded(ClientEvent... events) {
        return new ClientEventsRecorded(DAY, DATE, List.of(events));
    }

    @Test
    void recordsWhatIsNewAndEachOnce() {
        fixture.givenNoPriorActivity()
                .when(record(event("1", "olivia"), event("2", "olivia"), event("1", "olivia")))
                .expectEvents(recorded(event("1", "olivia"), event("2", "olivia")));
    }

    @Test
    void recordsNothingThatIsRecorded() {
        fixture.given(recorded(event("1", "olivia")))
                .when(record(event("1", "olivia")))
                .expectNoEvents();
    }

    @Test
    void anIdIsItsClientsOwn() {
        fixture.given(recorded(event("1", "olivia")))
                .when(record(event("1", "olivia"), event("1", "emma")))
                .expectEvents(recorded(event("1", "emma")));
    }

    @Test
    void refusesMoreThanADayHolds() {
        List<ClientEvent> all = new ArrayList<>();
        for (int i = 0; i < ClientActivity.MOST; i++) {
            all.add(event("e" + i, "olivia"));
        }
        fixture.given(new ClientEventsRecorded(DAY, DATE, all))
                .when(record(event("one more", "olivia")))
                .expectExceptionMessage("Of one day at most 100000 client events are recorded.");
    }
}
