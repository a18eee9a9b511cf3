package dev.fabula.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every history does, wherever it is kept. */
public abstract class HistoryContract {

    /** The wire name of the lines that {@link #append} writes. */
    protected static final String LINE = "note.line-written";

    /** The history under test. */
    protected abstract History history();

    /** Appends so many lines to a new stream. */
    protected abstract void append(int lines);

    /** Appends an event of another type than the lines. */
    protected abstract void appendOther();

    /** Appends, past all checks, an event that no type of today reads. */
    protected abstract void appendUnknown();

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

    private List<Long> positions(HistoryRange range) {
        return read(range, UnreadableEvents.STOP).stream()
                .map(Recorded::position)
                .toList();
    }

    private static List<Long> from(long first, long last) {
        List<Long> positions = new ArrayList<>();
        for (long position = first; position <= last; position++) {
            positions.add(position);
        }
        return positions;
    }

    @Test
    void positionsAreDenseAndRangesExact() {
        long before = history().head();
        append(7);
        assertThat(history().head()).isEqualTo(before + 7);
        assertThat(positions(HistoryRange.of(before, before + 7))).isEqualTo(from(before + 1, before + 7));
        assertThat(positions(HistoryRange.of(before + 2, before + 5))).isEqualTo(from(before + 3, before + 5));
        assertThat(positions(HistoryRange.of(before + 3, before + 3))).isEmpty();
        assertThat(positions(HistoryRange.of(before + 5, before + 1000))).isEqualTo(from(before + 6, before + 7));
        assertThat(positions(HistoryRange.of(before + 1000, before + 2000))).isEmpty();
    }

    @Test
    void partsOfARangeCoverItOnce() {
        long before = history().head();
        append(10);
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
        append(2);
        appendOther();
        append(1);
        assertThat(positions(new HistoryRange(before, before + 4, Set.of(LINE))))
                .containsExactly(before + 1, before + 2, before + 4);
        assertThat(positions(new HistoryRange(before, before + 4, Set.of("no.such-type"))))
                .isEmpty();
    }

    @Test
    void aTimeHasItsPosition() throws InterruptedException {
        append(1);
        long first = history().head();
        Instant at = read(HistoryRange.of(first - 1, first), UnreadableEvents.STOP)
                .getFirst()
                .at();
        Thread.sleep(5);
        append(1);
        assertThat(history().positionAt(at)).isEqualTo(first);
        assertThat(history().positionAt(Instant.now().plusSeconds(60))).isEqualTo(first + 1);
        assertThat(history().positionAt(Instant.EPOCH)).isZero();
    }

    @Test
    void anEventThatCannotBeReadStopsTheReaderOrIsSteppedOver() {
        long before = history().head();
        append(1);
        appendUnknown();
        append(1);
        HistoryRange range = HistoryRange.of(before, before + 3);
        assertThatThrownBy(() -> read(range, UnreadableEvents.STOP))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("position " + (before + 2))
                .hasMessageContaining("revision 99");
        List<Long> parked = new ArrayList<>();
        assertThat(read(range, unreadable -> parked.add(unreadable.position())))
                .extracting(Recorded::position)
                .containsExactly(before + 1, before + 3);
        assertThat(parked).containsExactly(before + 2);
    }
}
