package dev.fabula.application.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.postgres.Erasures;
import dev.fabula.eventstore.privacy.Subject;
import dev.fabula.projection.runtime.Generation.State;
import dev.fabula.projection.runtime.ProjectionStatus;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasureReceiptTest {

    private static final Erasures.Erased ERASED = new Erasures.Erased(new Subject(new TenantId("alder"), "ann"), 7);

    private static ErasureReceipt receipt(ProjectionStatus.Copy... copies) {
        return ErasureReceipt.of(ERASED, List.of(new ProjectionStatus("erasures", 1, 9, Arrays.asList(copies), null)));
    }

    private static ProjectionStatus.Copy copy(State state, long position) {
        return new ProjectionStatus.Copy(1, 1, state, "erasure_1", position, 9 - position, 0, 0, List.of());
    }

    @Test
    void whatReadersSeeHasForgottenOnceItIsWhereHistorySaysSo() {
        assertThat(receipt(copy(State.CURRENT, 7)).forgotten()).isTrue();
        assertThat(receipt(copy(State.CURRENT, 6)).forgotten()).isFalse();
        assertThat(receipt(copy(State.CURRENT, 6)).projections().getFirst().passed())
                .isFalse();
    }

    @Test
    void aCopyThatNobodySeesHasToForgetAsWell() {
        for (State state : List.of(State.BUILDING, State.FOLLOWING, State.PREVIOUS)) {
            ErasureReceipt receipt = receipt(copy(State.CURRENT, 9), copy(state, 0));

            assertThat(receipt.forgotten()).as(state.name()).isFalse();
            assertThat(receipt.projections().getFirst().passed()).isTrue();
        }
    }
}
