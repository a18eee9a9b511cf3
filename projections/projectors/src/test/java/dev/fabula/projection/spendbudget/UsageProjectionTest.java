package dev.fabula.projection.spendbudget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.ai.TokenUsage;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendSettled;
import dev.fabula.projection.projectors.GivenEvents;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class UsageProjectionTest {

    private static final String BUDGET = "01JD3K5V8Q2XW7RBN4T6YHMECA";
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    private final UsageProjection usage = new UsageProjection();

    private static SpendSettled settled(String provider, String model, String amount, boolean estimated) {
        return new SpendSettled(
                BUDGET,
                "tenant/2026-03",
                "USD",
                "c",
                new BigDecimal(amount),
                "story",
                provider,
                model,
                new TokenUsage(10, 5, estimated));
    }

    @Test
    void aDaysCallsToAModelAddUp() {
        assertThat(GivenEvents.of(settled("p", "m", "0.10", false), settled("p", "m", "0.05", true))
                        .valueBy(usage))
                .isEqualTo(new UsageRow(
                        BUDGET, "tenant/2026-03", "USD", DAY, "story", "p", "m", 2, new BigDecimal("0.15"), 20, 10, 1));
    }

    @Test
    void theDayIsThatOfUtc() {
        assertThat(GivenEvents.of(settled("p", "m", "0.10", false), settled("p", "m", "0.05", true))
                        .from(Instant.parse("2026-03-01T23:59:30Z"))
                        .foldedBy(usage))
                .containsOnlyKeys(BUDGET + "/2026-03-01/story/p/m", BUDGET + "/2026-03-02/story/p/m");
    }

    @Test
    void namesWithSlashesStayApart() {
        assertThat(GivenEvents.of(settled("p", "a/b", "1", false), settled("p/a", "b", "1", false))
                        .foldedBy(usage))
                .containsOnlyKeys(BUDGET + "/2026-03-01/story/p/a%2Fb", BUDGET + "/2026-03-01/story/p%2Fa/b");
    }

    @Test
    void aKeyThatWouldBeTooLongIsShortenedAndStaysUnique() {
        String one = "m".repeat(300) + "1";
        String other = "m".repeat(300) + "2";
        String fancy = "m".repeat(180) + "\uD83D\uDE00".repeat(60);

        var rows = GivenEvents.of(
                        settled("p", one, "1", false),
                        settled("p", other, "1", false),
                        settled("p", one, "1", false),
                        settled("p", fancy, "1", false))
                .foldedBy(usage);

        assertThat(rows).hasSize(3);
        assertThat(rows.keySet()).allSatisfy(key -> {
            assertThat(key.length()).isLessThanOrEqualTo(255);
            assertThat(key.chars().filter(c -> Character.isSurrogate((char) c)).count() % 2)
                    .isZero();
            assertThat(usage.streamOf(key)).isEqualTo(BUDGET);
        });
        assertThat(rows.values()).extracting(UsageRow::calls).containsExactlyInAnyOrder(2L, 1L, 1L);
    }
}
