package dev.fabula.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.tenancy.TenantId;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PointInTimeTest {

    private final PointInTime time = new PointInTime(new ReadModelPast() {
        @Override
        public long positionAt(Instant asked) {
            return asked.getEpochSecond();
        }

        @Override
        public Map<String, JsonNode> ofStream(String projection, TenantId tenant, String stream, long position) {
            return Map.of();
        }
    });

    @Test
    void aPositionIsAPositionATimeIsThatOfItsAndNothingIsNow() {
        assertThat(time.position("4711")).isEqualTo(4711);
        assertThat(time.position("1970-01-01T00:01:40.5Z")).isEqualTo(100);
        assertThat(time.position(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "yesterday",
                "2026-03-01",
                "9999999999999999999",
                "+1000000000-01-01T00:00:00Z",
                "\u0967"
            })
    void whatIsNeitherIsRefused(String asOf) {
        assertThatThrownBy(() -> time.position(asOf)).hasMessageContaining("asOf is a position of the history");
    }
}
