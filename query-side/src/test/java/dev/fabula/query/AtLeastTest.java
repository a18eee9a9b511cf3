package dev.fabula.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class AtLeastTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    private AtLeast read() {
        AtLeast read = AtLeast.of(request, Duration.ofSeconds(10));
        assertThat(read).isNotNull();
        return java.util.Objects.requireNonNull(read);
    }

    @Test
    void whoWantsNoPositionWaitsForNothing() {
        request.addHeader("Prefer", "wait=nonsense");

        assertThat(AtLeast.of(request, Duration.ofSeconds(10))).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            wait=3                              | 3
            WAIT = 3                            | 3
            wait="3"                            | 3
            respond-async, wait=3; foo=bar      | 3
            return=minimal; waiter=7, wait=0    | 0
            wait=3, wait=7                      | 3
            """)
    void findsTheWishToWaitAmongOtherPreferences(String prefer, int seconds) {
        request.addHeader(AtLeast.HEADER, "4711");
        request.addHeader("Prefer", prefer);

        assertThat(read()).isEqualTo(new AtLeast(4711, seconds));
        assertThat(read().patience()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void preferencesMayComeInSeveralHeaders() {
        request.addHeader(AtLeast.HEADER, "4711");
        request.addHeader("Prefer", "return=minimal");
        request.addHeader("Prefer", "wait=2");

        assertThat(read().seconds()).isEqualTo(2);
    }

    @Test
    void whoDoesNotSayHowLongDoesNotWait() {
        request.addHeader(AtLeast.HEADER, "4711");
        request.addHeader("Prefer", "await=5");

        assertThat(read().seconds()).isNull();
        assertThat(read().patience()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=11", "wait=-1", "wait=1.5", "wait=", "wait=99999999999", "wait=ten"})
    void aWaitThatIsNoneOrTooLongIsRefusedWithTheLimit(String prefer) {
        request.addHeader(AtLeast.HEADER, "4711");
        request.addHeader("Prefer", prefer);

        assertThatThrownBy(this::read).hasMessageContaining("wait is 0 to 10 seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "x", "9999999999999999999", "1 2"})
    void aPositionThatIsNoneIsRefused(String position) {
        request.addHeader(AtLeast.HEADER, position);

        assertThatThrownBy(this::read).hasMessageContaining("Fabula-At-Least is a position");
    }
}
