package dev.fabula.query.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {

    private static Span span(String from, String to, Granularity granularity) {
        return Span.of(LocalDate.parse(from), LocalDate.parse(to), granularity);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, 2026-03-31, 2026-01-01, 2026-04-01",
        "2026-01-02, 2026-03-30, 2026-02-01, 2026-03-01",
        "2025-12-31, 2026-01-31, 2026-01-01, 2026-02-01",
        "2026-02-01, 2026-02-28, 2026-02-01, 2026-03-01"
    })
    void findsTheMonthsThatAreWhollyInIt(String from, String to, String first, String end) {
        Span span = span(from, to, Granularity.DAY);

        assertThat(span.firstWholeMonth()).isEqualTo(Instant.parse(first + "T00:00:00Z"));
        assertThat(span.endOfWholeMonths()).isEqualTo(Instant.parse(end + "T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"2026-01-02, 2026-01-31", "2026-01-01, 2026-01-30", "2026-01-20, 2026-02-10", "2026-01-05, 2026-01-05"})
    void thereMayBeNoWholeMonthAndThenNoneIsFound(String from, String to) {
        Span span = span(from, to, Granularity.DAY);
        boolean none = !span.firstWholeMonth().isBefore(span.endOfWholeMonths());

        assertThat(none).isTrue();
    }

    @Test
    void weeksBeginOnMondayAndTheFirstHoldsWhatIsInTheRange() {
        Span span = span("2026-11-18", "2026-11-30", Granularity.WEEK);

        assertThat(span.buckets())
                .containsExactly(
                        Instant.parse("2026-11-16T00:00:00Z"),
                        Instant.parse("2026-11-23T00:00:00Z"),
                        Instant.parse("2026-11-30T00:00:00Z"));
        assertThat(span.firstWholeWeek()).isEqualTo("2026-11-23");
        assertThat(span.endOfWholeWeeks()).isEqualTo("2026-11-30");
        assertThat(span.previous().from()).isEqualTo("2026-11-05");
        assertThat(span.previous().to()).isEqualTo("2026-11-17");
    }

    @Test
    void aPercentileIsTheLeastValueUpToWhichThereAreSoMany() {
        Steps steps = new Steps();
        for (int value = 1; value <= 100; value++) {
            steps.add(value, 1);
        }

        assertThat(steps.exact()).isEqualTo(new Dashboard.Distribution(100, 50.0, 95.0, 99.0, 0));
        assertThat(new Steps().exact().p50()).isNull();
    }
}
