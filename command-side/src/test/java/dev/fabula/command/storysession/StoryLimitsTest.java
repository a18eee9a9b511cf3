package dev.fabula.command.storysession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.contracts.tenancy.Role;
import dev.fabula.contracts.tenancy.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.web.ErrorResponseException;

class StoryLimitsTest {

    /** Two requests in ten seconds for each user, three for each tenant; members take nothing from any budget. */
    private final StoryLimits limits = new StoryLimits(
            new StoryProperties(
                    1,
                    1,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofDays(30),
                    12,
                    18,
                    BigDecimal.ONE),
            null);

    private void count(String tenant, String actor) {
        Caller caller = new Caller(new TenantId(tenant), new ActorId(actor), Set.of(Role.VIEWER), "r");
        var _ = caller.call(() -> {
            limits.count("call");
            return true;
        });
    }

    @Test
    void nobodyTakesMoreThanTheirShareNorMoreThanTheirTenants() {
        count("alder", "ada");
        count("alder", "ada");
        assertThatThrownBy(() -> count("alder", "ada"))
                .isInstanceOfSatisfying(ErrorResponseException.class, refusal -> {
                    assertThat(refusal.getStatusCode().value()).isEqualTo(429);
                    assertThat(refusal.getHeaders().getFirst("Retry-After")).isEqualTo("10");
                });
        assertThatCode(() -> count("alder", "bob")).doesNotThrowAnyException();
        assertThatThrownBy(() -> count("alder", "cyd")).hasMessageContaining("429");
        assertThatCode(() -> count("birch", "ada")).doesNotThrowAnyException();
    }
}
