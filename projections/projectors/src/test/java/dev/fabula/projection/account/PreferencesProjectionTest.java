package dev.fabula.projection.account;

import static dev.fabula.projection.projectors.GivenEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.account.AccountEvent.PreferencesChanged;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.projection.projectors.GivenEvents;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreferencesProjectionTest {

    @Test
    void whatIsSetReplacesWhatWasSetBefore() {
        String account = "01JD3K5V8Q2XW7RBN4T6YHMECA";

        assertThat(GivenEvents.of(
                                new PreferencesChanged(account, "olivia", List.of("mystery"), Quality.HIGH, "m-1"),
                                new PreferencesChanged(account, "olivia", List.of("noir"), null, null))
                        .foldedBy(new PreferencesProjection()))
                .isEqualTo(Map.of("olivia", new PreferencesRow(List.of("noir"), null, null, at(1))));
    }
}
