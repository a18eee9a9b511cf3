package dev.fabula.projection.analytics;

import static dev.fabula.projection.analytics.Days.ALDER;
import static dev.fabula.projection.analytics.Days.NAMES;
import static dev.fabula.projection.analytics.Days.beat;
import static dev.fabula.projection.analytics.Days.chosen;
import static dev.fabula.projection.analytics.Days.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.ai.TokenUsage;
import dev.fabula.contracts.analytics.ClientActivityEvent.ClientEventsRecorded;
import dev.fabula.contracts.analytics.ClientEvent;
import dev.fabula.contracts.analytics.LogBuckets;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.LegacyEvent.RoleRevoked;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.StoryEvent.StoryRemoved;
import dev.fabula.contracts.legacy.StoryId;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendSettled;
import dev.fabula.contracts.storysession.EndReason;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRated;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryEnded;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryExpired;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.projection.Projection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyticsFoldsTest {

    private static final String MONDAY = "2026-11-16T13:05:00Z";

    private static ClientEventsRecorded told(String actor, String... times) {
        List<ClientEvent> events = new ArrayList<>();
        for (String time : times) {
            events.add(new ClientEvent("id-" + events.size(), "page-viewed", actor, Instant.parse(time), Map.of()));
        }
        return new ClientEventsRecorded("a", LocalDate.EPOCH, events);
    }

    private static <V> V row(Map<String, V> rows, String key) {
        return Objects.requireNonNull(rows.get(key), () -> key + " is none of " + rows.keySet());
    }

    @Test
    void countsEveryEventInItsHourAndInItsDay() {
        var rows = new Days()
                .at("2026-11-16T13:05:00Z", "olivia", started("x"))
                .at("2026-11-16T13:59:59.999999Z", "olivia", chosen("1"))
                .at("2026-11-16T14:00:00Z", "olivia", chosen(null))
                .at("2026-11-17T00:00:00Z", "olivia", new BeatRated(Days.SESSION, 1, "r", 5, "p", "m"))
                .at("2026-11-17T00:00:00Z", "olivia", new StoryRemoved(new StoryId("s"), new LegacyId("l"), "olivia"))
                .at("2026-11-17T00:00:01Z", "olivia", new RoleRevoked(new LegacyId("l"), "emma", null))
                .foldedBy(new ActivityProjection());

        assertThat(rows.keySet())
                .containsExactly(
                        "day/2026-11-16",
                        "day/2026-11-17",
                        "hour/2026-11-16T13",
                        "hour/2026-11-16T14",
                        "hour/2026-11-17T00");
        ActivityRow day = row(rows, "day/2026-11-16");
        assertThat(List.of(day.started(), day.choices(), day.ownWords())).containsExactly(1L, 1L, 1L);
        assertThat(row(rows, "hour/2026-11-16T14").ownWords()).isEqualTo(1);
        ActivityRow next = row(rows, "day/2026-11-17");
        assertThat(List.of(next.rated5(), next.memories(), next.contributors())).containsExactly(1L, -1L, -1L);
    }

    @Test
    void eachModelIsCountedForWhatItDid() {
        var rows = new Days()
                .at(MONDAY, "olivia", beat(1_000, "0.01", "slow", "quick"))
                .at(MONDAY, "olivia", beat(10, "0.01", "quick"))
                .foldedBy(new GenerationProjection());

        GenerationRow quick = row(rows, "day/2026-11-16/p/quick");
        assertThat(List.of(quick.beats(), quick.millis(), quick.attempts(), quick.failedAttempts(), quick.failovers()))
                .containsExactly(2L, 1_010L, 2L, 0L, 1L);
        assertThat(quick.latency()).containsOnly(Map.entry(LogBuckets.of(10), 1L), Map.entry(LogBuckets.of(1_000), 1L));
        assertThat(row(rows, "month/2026-11/p/quick").latency()).isEqualTo(quick.latency());
        GenerationRow slow = row(rows, "hour/2026-11-16T13/p/slow");
        assertThat(List.of(slow.beats(), slow.attempts(), slow.failedAttempts(), slow.failovers()))
                .containsExactly(0L, 1L, 1L, 0L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 17, 999, 60_000, 600_000, Integer.MAX_VALUE, Long.MAX_VALUE})
    void aValueToldFromItsStepIsAtMostTwoPercentOff(long value) {
        assertThat(LogBuckets.value(LogBuckets.of(value)) / (double) value).isBetween(0.98 - 1e-9, 1.02 + 1e-9);
        assertThat(LogBuckets.of(0)).isEqualTo(-1);
        assertThat(LogBuckets.value(-1)).isZero();
    }

    @Test
    void onlyTheTenantsOwnBudgetsAreAddedUp() {
        TokenUsage tokens = new TokenUsage(100, 20, true);
        var rows = new Days()
                .at(MONDAY, "x", settled("tenant/2026-11", "1E+2", tokens))
                .at(MONDAY, "x", settled("tenant/2026-11", "0.5", tokens))
                .at(MONDAY, "x", settled("actor/olivia", "7", tokens))
                .foldedBy(new ModelUsageProjection());

        assertThat(rows.keySet())
                .containsExactly("day/2026-11-16/p/a%2Fb/story/USD", "hour/2026-11-16T13/p/a%2Fb/story/USD");
        assertThat(rows.firstEntry().getValue().amount()).isEqualByComparingTo("100.5");
        assertThat(rows.firstEntry().getValue().estimatedCalls()).isEqualTo(2);
    }

    private static SpendSettled settled(String name, String amount, TokenUsage tokens) {
        return new SpendSettled("b", name, "USD", "c", new BigDecimal(amount), "story", "p", "a/b", tokens);
    }

    @Test
    void whatAClientTellsLateCountsWhenItHappened() {
        var rows = new Days()
                .at("2026-11-19T10:00:00Z", "fabula", told("olivia", "2026-11-16T23:30:00Z", "2026-11-19T09:59:00Z"))
                .foldedBy(new ClientEventsProjection());

        assertThat(row(rows, "hour/2026-11-16T23/page-viewed").late()).isEqualTo(1);
        assertThat(row(rows, "hour/2026-11-19T09/page-viewed").late()).isZero();
        assertThat(row(rows, "day/2026-11-19/page-viewed").events()).isEqualTo(1);
    }

    @Test
    void whatNoClientCouldHaveBeenLetSayCountsWhenItWasRecorded() {
        var rows = new Days()
                .at("2026-11-19T10:00:00Z", "fabula", told("olivia", "2026-11-11T23:30:00Z", "2026-11-19T10:06:00Z"))
                .foldedBy(new ClientEventsProjection());

        assertThat(rows.keySet()).containsExactly("day/2026-11-19/page-viewed", "hour/2026-11-19T10/page-viewed");
        assertThat(rows.firstEntry().getValue().events()).isEqualTo(2);
    }

    @Test
    void peopleAreSeenInTheHoursInWhichTheyWereThereAndPlatformIsNobody() {
        var rows = new Days()
                .at("2026-11-16T13:05:00Z", "olivia", started("x"))
                .at("2026-11-16T13:50:00Z", "olivia", chosen("1"))
                .at("2026-11-22T23:00:00Z", "olivia", chosen("1"))
                .at("2026-11-23T00:00:00Z", "olivia", chosen("1"))
                .at(Instant.parse(MONDAY), "fabula", ActorKind.SERVICE, chosen("1"))
                .foldedBy(new ActiveUsersProjection(NAMES));

        String person = NAMES.person(ALDER, "olivia");
        assertThat(rows.keySet()).containsExactly("2026-11-16/" + person, "2026-11-23/" + person);
        ActiveUserRow week = rows.firstEntry().getValue();
        assertThat(week.monday()).isEqualTo(1 << 13);
        assertThat(week.sunday()).isEqualTo(1 << 23);
        assertThat(week.tuesday()).isZero();
    }

    @Test
    void aCohortIsThatOfTheFirstWeekAlsoWhereThatIsToldLate() {
        String person = NAMES.person(ALDER, "olivia");
        var rows = new Days()
                .at("2026-11-18T10:00:00Z", "olivia", started("x"))
                .at("2026-11-18T11:00:00Z", "fabula", told("olivia", "2026-11-14T10:00:00Z"))
                .at("2026-12-01T10:00:00Z", "olivia", chosen("1"))
                .at("2029-12-01T10:00:00Z", "olivia", chosen("1"))
                .foldedBy(new UserCohortsProjection(NAMES));

        assertThat(rows).containsExactly(Map.entry(person, new UserCohortRow(LocalDate.parse("2026-11-09"), 0b1011)));
    }

    @Test
    void ofASessionThereIsItsShapeAndNotAWordOfIt() {
        PlayedSessionRow row = new Days()
                .at(
                        "2026-11-16T13:00:00Z",
                        "olivia",
                        started("  The Lighthouse\n went out.", "Noir", "for my Ada 2", "mystery"))
                .at("2026-11-16T13:01:00Z", "olivia", beat(10, "0.01", "m"))
                .at("2026-11-16T13:02:00Z", "olivia", chosen("2"))
                .at("2026-11-16T13:03:00Z", "olivia", chosen("9"))
                .at("2026-11-16T13:04:00Z", "olivia", chosen(null))
                .at("2026-11-16T13:05:00Z", "olivia", beat(10, "0.02", "m"))
                .at("2026-11-16T13:10:00Z", "olivia", new StoryEnded(Days.SESSION, EndReason.COMPLETED))
                .foldedBy(new PlayedSessionsProjection(NAMES))
                .firstEntry()
                .getValue();

        assertThat(row.premise()).isEqualTo(NAMES.premise(ALDER, "the lighthouse went out."));
        assertThat(row.label()).isEqualTo("mystery, noir");
        assertThat(List.of(row.choice1(), row.choice2(), row.choiceOther(), row.choiceOwn()))
                .containsExactly(0, 1, 1, 1);
        assertThat(row.state()).isEqualTo("completed");
        assertThat(row.cost()).isEqualByComparingTo("0.03");
        assertThat(row.secondsBucket()).isEqualTo(LogBuckets.of(600));
        assertThat(row.costBucket()).isEqualTo(LogBuckets.of(30_000));
        assertThat(row.toString()).doesNotContain("ighthouse", "Ada", "words", "olivia");
    }

    @Test
    void anExpiryIsNothingThatSomebodyDid() {
        PlayedSessionRow row = new Days()
                .at("2026-10-16T13:00:00Z", "olivia", started(""))
                .at("2026-11-16T13:00:00Z", "fabula", new StoryExpired(Days.SESSION, 30))
                .foldedBy(new PlayedSessionsProjection(NAMES))
                .firstEntry()
                .getValue();

        assertThat(row.state()).isEqualTo("expired");
        assertThat(row.secondsBucket()).isEqualTo(LogBuckets.of(0));
        assertThat(row.premise()).as("of who was erased").isNull();
    }

    @Test
    void theSameNameIsAnotherPseudonymInAnotherTenantAndForAnotherSecret() {
        Pseudonyms others = new Pseudonyms(new byte[32]);

        assertThat(List.of(
                        NAMES.person(ALDER, "olivia"),
                        NAMES.person(new TenantId("birch"), "olivia"),
                        NAMES.premise(ALDER, "olivia"),
                        others.person(ALDER, "olivia")))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[0-9a-f]{16}"));
    }

    /** A rebuild folds key by key and in windows; live batches are of other sizes: nothing may depend on either. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyHistoryFoldedKeyByKeyIsWhatItIsFoldedEventByEvent(long seed) {
        List<Recorded<DomainEvent>> history = random(seed);
        for (Projection<?, ?> projection : List.<Projection<?, ?>>of(
                new ActivityProjection(),
                new GenerationProjection(),
                new ModelUsageProjection(),
                new ClientEventsProjection(),
                new ActiveUsersProjection(NAMES),
                new UserCohortsProjection(NAMES),
                new PlayedSessionsProjection(NAMES))) {
            assertKeyByKey(projection, history);
        }
    }

    private static <K, V> void assertKeyByKey(Projection<K, V> projection, List<Recorded<DomainEvent>> history) {
        var whole = Days.fold(projection, history);
        assertThat(whole).as(projection.name()).isNotEmpty();
        whole.forEach((key, value) -> {
            List<Recorded<DomainEvent>> own = history.stream()
                    .filter(event -> projection.events().contains(event.event().getClass()))
                    .filter(event -> projection.keys(event).stream()
                            .anyMatch(each -> each.toString().equals(key)))
                    .toList();
            assertThat(Days.fold(projection, own).get(key))
                    .as(projection.name() + " " + key)
                    .isEqualTo(value);
            assertThat(key.length()).isBetween(1, 255);
        });
    }

    private static List<Recorded<DomainEvent>> random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Days days = new Days();
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        days.at(at, "olivia", ActorKind.USER, started("first"));
        for (int i = 0; i < 300; i++) {
            at = at.plusSeconds(random.nextInt(20_000));
            String actor = "actor-" + random.nextInt(5);
            String model = "m".repeat(1 + random.nextInt(2) * 300);
            Instant told = at.minus(random.nextInt(9 * 24 * 60), ChronoUnit.MINUTES);
            DomainEvent event = switch (random.nextInt(7)) {
                case 0 -> started("premise " + random.nextInt(3));
                case 1 -> chosen(random.nextBoolean() ? null : "" + random.nextInt(6));
                case 2 -> beat(random.nextInt(9_000), "0.0" + random.nextInt(9), "x", model);
                case 3 -> new BeatRated(Days.SESSION, 1, "r", random.nextInt(7), "p", model);
                case 4 -> settled("tenant/1", "0." + random.nextInt(9), new TokenUsage(1, 2, false));
                case 5 ->
                    told(
                            actor,
                            told.toString(),
                            at.toString(),
                            told.plusSeconds(9_000).toString());
                default -> new StoryEnded(Days.SESSION, EndReason.ABANDONED);
            };
            days.at(at, actor, random.nextInt(4) == 0 ? ActorKind.SERVICE : ActorKind.USER, event);
        }
        return days.events();
    }
}
