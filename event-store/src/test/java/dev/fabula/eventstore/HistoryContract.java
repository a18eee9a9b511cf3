package dev.fabula.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.sample.LetterEvent.LetterSealed;
import dev.fabula.eventstore.sample.LetterEvent.LetterSent;
import dev.fabula.eventstore.sample.LetterEvent.LetterSigned;
import dev.fabula.eventstore.sample.LetterEvent.LetterWritten;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every history does, wherever it is kept. It may hold more than what a test appends. */
public abstract class HistoryContract {

    /** Whoever appends, with all there is to know about them. */
    protected static final EventMetadata BY = new EventMetadata(
            new TenantId("alder"),
            new ActorId("olivia"),
            ActorKind.USER,
            "a-conversation",
            "a-cause",
            null,
            null,
            "192.0.2.7",
            "a browser");

    private static final String SEALED = "letter.letter-sealed";

    /** The history under test. */
    protected abstract History history();

    /** Appends, in the way that the product does, these events to a new stream and answers its id. */
    protected abstract String append(List<? extends DomainEvent> events);

    /** Appends, past all checks, what another version of the product would have stored. */
    protected abstract void appendStored(String type, int revision, String payload);

    private void appendSome(int count) {
        append(IntStream.range(0, count)
                .mapToObj(i -> new LetterSealed("colour " + i))
                .toList());
    }

    /** As an upcaster starts from it. */
    private void appendWrittenAndSealed() {
        appendStored(
                "letter.letter-written-and-sealed",
                1,
                "{\"author\":\"author-1\",\"text\":\"never sealed\",\"colour\":\"red\"}");
    }

    private List<Recorded<DomainEvent>> read(HistoryRange range, UnreadableEvents unreadable) {
        List<Recorded<DomainEvent>> events = new ArrayList<>();
        try (HistoryCursor cursor = history().read(range, unreadable)) {
            for (var page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                events.addAll(page);
            }
            assertThat(cursor.position())
                    .isEqualTo(Math.min(range.toInclusive(), history().head()));
        }
        return events;
    }

    private List<Recorded<DomainEvent>> after(long position) {
        return read(HistoryRange.of(position, history().head()), UnreadableEvents.STOP);
    }

    private List<Long> positions(HistoryRange range) {
        return read(range, UnreadableEvents.STOP).stream()
                .map(Recorded::position)
                .toList();
    }

    private static List<Long> from(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void whatWasAppendedIsReadInItsOrder() {
        long before = history().head();
        List<DomainEvent> letter = List.of(
                new LetterSealed("red"),
                new LetterSent(new BigDecimal("12345678901234567890.10")),
                new LetterSealed(""));
        String stream = append(letter);
        List<Recorded<DomainEvent>> read = after(before);
        assertThat(read).extracting(Recorded::event).isEqualTo(letter);
        assertThat(read).extracting(Recorded::sequence).containsExactly(0L, 1L, 2L);
        assertThat(read).extracting(Recorded::stream).containsOnly(stream);
        assertThat(read).extracting(Recorded::metadata).containsOnly(BY);
        assertThat(read).extracting(Recorded::eventId).doesNotHaveDuplicates().allMatch(id -> id.length() == 26);
    }

    @Test
    void theHeadGrowsWithEveryEvent() {
        long before = history().head();
        for (int i = 1; i <= 3; i++) {
            appendSome(1);
            assertThat(history().head()).isEqualTo(before + i);
        }
    }

    @Test
    void positionsAreDenseAndRangesExact() {
        long before = history().head();
        appendSome(7);
        assertThat(history().head()).isEqualTo(before + 7);
        assertThat(positions(HistoryRange.of(before, before + 7))).isEqualTo(from(before + 1, before + 7));
        assertThat(positions(HistoryRange.of(before + 2, before + 5))).isEqualTo(from(before + 3, before + 5));
        assertThat(positions(HistoryRange.of(before + 3, before + 3))).isEmpty();
        assertThat(positions(HistoryRange.of(before + 5, before + 1000))).isEqualTo(from(before + 6, before + 7));
        assertThat(positions(HistoryRange.of(before + 1000, before + 2000))).isEmpty();
    }

    @Test
    void aRangeEndsWhereTheHeadWasWhenItWasOpened() {
        long before = history().head();
        appendSome(1);
        try (HistoryCursor cursor = history().read(HistoryRange.of(before, Long.MAX_VALUE))) {
            appendSome(1);
            assertThat(cursor.next()).extracting(Recorded::position).containsExactly(before + 1);
            assertThat(cursor.next()).isEmpty();
            assertThat(cursor.position()).isEqualTo(before + 1);
        }
    }

    @Test
    void historyThatIsLongerThanAPageIsReadWhole() {
        long before = history().head();
        for (int i = 0; i < 3; i++) {
            appendSome(700);
        }
        assertThat(positions(HistoryRange.of(before, Long.MAX_VALUE))).isEqualTo(from(before + 1, before + 2100));
        assertThat(positions(HistoryRange.of(before + 1500, before + 1501))).containsExactly(before + 1501);
    }

    @Test
    void partsOfARangeCoverItOnce() {
        long before = history().head();
        appendSome(10);
        List<Long> together = HistoryRange.of(before, before + 10).split(3).stream()
                .flatMap(part -> positions(part).stream())
                .toList();
        assertThat(together).isEqualTo(from(before + 1, before + 10));
        assertThat(HistoryRange.of(4, 4).split(3)).isEmpty();
        assertThat(HistoryRange.of(0, 2).split(5)).hasSize(2);
    }

    @Test
    void onlyTheTypesThatAreWantedAreRead() {
        long before = history().head();
        append(List.of(new LetterSealed("red"), new LetterSent(BigDecimal.ONE), new LetterSealed("blue")));
        appendWrittenAndSealed();
        assertThat(positions(new HistoryRange(before, before + 4, Set.of(SEALED))))
                .containsExactly(before + 1, before + 3);
        assertThat(positions(new HistoryRange(before, before + 4, Set.of("letter.letter-sent"))))
                .containsExactly(before + 2);
        assertThat(positions(new HistoryRange(before, before + 4, Set.of("letter.letter-written-and-sealed", SEALED))))
                .containsExactly(before + 1, before + 3, before + 4, before + 4);
        assertThat(positions(new HistoryRange(before, before + 4, Set.of("no.such-type"))))
                .isEmpty();
    }

    @Test
    void aTimeHasItsPosition() throws InterruptedException {
        appendSome(1);
        long first = history().head();
        Instant at = after(first - 1).getFirst().at();
        Thread.sleep(10);
        appendSome(1);
        assertThat(history().positionAt(at.minusMillis(1))).isLessThan(first);
        assertThat(history().positionAt(at)).isEqualTo(first);
        assertThat(history().positionAt(at.plusMillis(5))).isEqualTo(first);
        assertThat(history().positionAt(Instant.now().plusSeconds(60))).isEqualTo(first + 1);
        assertThat(history().positionAt(Instant.EPOCH)).isZero();
    }

    @Test
    void anEventThatWasSplitKeepsItsPosition() {
        long before = history().head();
        appendSome(1);
        appendWrittenAndSealed();
        appendStored("letter.letter-weighed", 1, "{\"grams\":20}");
        appendSome(1);
        List<Recorded<DomainEvent>> read = after(before);
        assertThat(read).extracting(Recorded::position).containsExactly(before + 1, before + 2, before + 2, before + 4);
        assertThat(read.subList(1, 3))
                .extracting(Recorded::event)
                .containsExactly(new LetterWritten("author-1", "never sealed"), new LetterSealed("red"));
        assertThat(read.get(2).eventId()).isEqualTo(read.get(1).eventId());
    }

    @Test
    void historyThatEndsInWhatMeansNothingAnyMoreIsReadToItsEnd() {
        long before = history().head();
        appendStored("letter.letter-weighed", 1, "{\"grams\":20}");
        appendStored("letter.letter-weighed", 1, "{\"grams\":30}");
        assertThat(positions(HistoryRange.of(before, before + 2))).isEmpty();
    }

    @Test
    void personalDataIsReadable() {
        long before = history().head();
        List<DomainEvent> letter =
                List.of(new LetterWritten("author-1", "nobody's business"), new LetterSigned("Olivia Alder"));
        append(letter);
        assertThat(after(before)).extracting(Recorded::event).isEqualTo(letter);
    }

    @Test
    void anEventThatCannotBeReadStopsTheReaderOrIsSteppedOver() {
        long before = history().head();
        appendSome(1);
        appendStored(SEALED, 99, "{\"colour\":\"of the future\"}");
        appendSome(1);
        HistoryRange range = HistoryRange.of(before, before + 3);
        assertThatThrownBy(() -> read(range, UnreadableEvents.STOP))
                .isInstanceOfSatisfying(UnreadableEventException.class, stopped -> {
                    assertThat(stopped.position()).isEqualTo(before + 2);
                    assertThat(stopped.type()).isEqualTo(SEALED);
                    assertThat(stopped.revision()).isEqualTo(99);
                    assertThat(stopped.tenant()).isEqualTo("alder");
                });
        List<Long> parked = new ArrayList<>();
        assertThat(read(range, unreadable -> parked.add(unreadable.position())))
                .extracting(Recorded::position)
                .containsExactly(before + 1, before + 3);
        assertThat(parked).containsExactly(before + 2);
    }

    @Test
    void personalDataWithoutAKeyCannotBeReadRatherThanReadsAsNothing() {
        long before = history().head();
        appendStored(
                "letter.letter-written",
                1,
                "{\"author\":\"a-stranger\",\"text\":{\"subject\":\"a-stranger\",\"sealed\":\"AAAA\"}}");
        assertThatThrownBy(() -> after(before))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("no key for the data subject a-stranger");
    }
}
