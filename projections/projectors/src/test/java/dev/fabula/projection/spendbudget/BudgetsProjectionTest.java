package dev.fabula.projection.spendbudget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.ai.TokenUsage;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendReleased;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendReserved;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendSettled;
import dev.fabula.projection.projectors.GivenEvents;
import dev.fabula.projection.spendbudget.BudgetRow.OpenCall;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetsProjectionTest {

    private static final String BUDGET = "01JD3K5V8Q2XW7RBN4T6YHMECA";
    private static final String NAME = "tenant/2026-11";

    private final BudgetsProjection budgets = new BudgetsProjection();

    private static SpendReserved reserved(String call, String amount) {
        return new SpendReserved(BUDGET, NAME, "USD", new BigDecimal("10.00"), call, new BigDecimal(amount), "story");
    }

    private static SpendSettled settled(String call, String amount) {
        return new SpendSettled(
                BUDGET, NAME, "USD", call, new BigDecimal(amount), "story", "p", "m", new TokenUsage(10, 5, false));
    }

    private BudgetRow given(SpendBudgetEvent... events) {
        return GivenEvents.of(events).valueBy(budgets);
    }

    @Test
    void whatIsReservedIsTheSumOfWhatIsUnderWay() {
        assertThat(given(reserved("c1", "0.50"), reserved("c2", "0.25")))
                .isEqualTo(new BudgetRow(
                        NAME,
                        "USD",
                        new BigDecimal("10.00"),
                        new BigDecimal("0.75"),
                        BigDecimal.ZERO,
                        List.of(
                                new OpenCall("c1", new BigDecimal("0.50")),
                                new OpenCall("c2", new BigDecimal("0.25")))));
    }

    @Test
    void aCallSettlesForWhatItTookWhateverWasReserved() {
        BudgetRow row = given(reserved("c1", "0.50"), reserved("c2", "0.25"), settled("c1", "0.6"));

        assertThat(row.reserved()).isEqualByComparingTo("0.25");
        assertThat(row.settled()).isEqualByComparingTo("0.6");
        assertThat(row.openCalls()).extracting(OpenCall::call).containsExactly("c2");
    }

    @Test
    void aCallThatIsReleasedTookNothing() {
        BudgetRow row = given(reserved("c1", "0.50"), new SpendReleased(BUDGET, NAME, "USD", "c1"));

        assertThat(row.reserved()).isEqualByComparingTo("0");
        assertThat(row.settled()).isEqualByComparingTo("0");
    }

    @Test
    void whatWasNeverReservedCanBeSettledAllTheSame() {
        BudgetRow row = given(settled("c1", "1E+3"));

        assertThat(row.spendingLimit()).isNull();
        assertThat(row.settled()).isEqualTo(new BigDecimal("1000"));
    }
}
