package dev.fabula.ai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fabula.contracts.ai.ProviderAttempt.Outcome;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureOfTest {

    @ParameterizedTest
    @CsvSource({
        "400,FAILED,false",
        "401,FAILED,true",
        "404,FAILED,false",
        "408,FAILED_TRANSIENT,true",
        "429,RATE_LIMITED,true",
        "500,FAILED_TRANSIENT,true",
        "529,FAILED_TRANSIENT,true",
        "200,FAILED_TRANSIENT,true",
    })
    void tellsByTheStatusWhatMayPassAndWhoseFaultItIs(int status, Outcome outcome, boolean providersFault) {
        ProviderFailure failure = FailureOf.status(status, "some_code", _ -> List.of());

        assertThat(failure.outcome()).isEqualTo(outcome);
        assertThat(failure.providersFault()).isEqualTo(providersFault);
        assertThat(failure.mayPass()).isEqualTo(outcome != Outcome.FAILED);
        assertThat(failure.detail()).isEqualTo(status + " some_code");
    }

    @Test
    void takesNoKeyForACode() {
        assertThat(FailureOf.status(401, "sk-abcdef0123456789", _ -> List.of()).detail())
                .isEqualTo("401");
    }

    @Test
    void looksForTheCause() {
        assertThat(FailureOf.exception(new CompletionException(new RuntimeException(new ConnectException("10.0.0.1"))))
                        .detail())
                .isEqualTo("connection: ConnectException");
        assertThat(FailureOf.exception(new RuntimeException(new SocketTimeoutException("x")))
                        .outcome())
                .isEqualTo(Outcome.TIMED_OUT);
        assertThat(FailureOf.exception(new IllegalStateException("secret")).detail())
                .isEqualTo("unreadable answer: IllegalStateException");
    }

    @Test
    void readsWhenToComeBackInBothForms() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plus(90, ChronoUnit.SECONDS));

        assertThat(RetryAfter.of(List.of("7"))).isEqualTo(Duration.ofSeconds(7));
        assertThat(RetryAfter.of(List.of(date)).toSeconds()).isCloseTo(90L, within(5L));
        assertThat(RetryAfter.of(List.of("Mon, 11 Nov 2024 23:43:52 GMT"))).isZero();
        assertThat(RetryAfter.of(List.of("soon"))).isNull();
        assertThat(RetryAfter.of(List.of())).isNull();
    }

    @Test
    void leavesOfAnErrorWhatProgramsRead() {
        assertThat(
                        WordlessErrors.reduced(
                                "{\"error\":{\"message\":\"your prompt was …\",\"type\":\"invalid_request_error\",\"param\":\"x\",\"code\":\"too_long\"}}"))
                .contains("\"type\":\"invalid_request_error\"", "\"code\":\"too_long\"")
                .doesNotContain("prompt", "param");
        assertThat(WordlessErrors.reduced("<html>Bad gateway</html>")).doesNotContain("gateway");
    }
}
