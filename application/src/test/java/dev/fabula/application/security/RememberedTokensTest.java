package dev.fabula.application.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class RememberedTokensTest {

    private final Instant begin = Instant.parse("2026-01-01T00:00:00Z");
    private final AtomicReference<Instant> now = new AtomicReference<>(begin);
    private final AtomicInteger looks = new AtomicInteger();

    /** Good until its time is over, as every decoder has it. */
    private final RememberedTokens tokens = new RememberedTokens(this::look, now::get);

    private Jwt look(String token) {
        looks.incrementAndGet();
        Instant expires = begin.plusSeconds(Long.parseLong(token));
        if (!now.get().isBefore(expires)) {
            throw new BadJwtException("expired");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "none")
                .issuedAt(begin.minusSeconds(1))
                .expiresAt(expires)
                .build();
    }

    @Test
    void verifiesATokenOnceAMinute() {
        assertThat(tokens.decode("3600")).isSameAs(tokens.decode("3600"));
        assertThat(looks).hasValue(1);

        now.set(begin.plus(RememberedTokens.LONGEST).plusMillis(1));
        tokens.decode("3600");

        assertThat(looks).hasValue(2);
    }

    @Test
    void takesNoTokenForAnother() {
        assertThat(tokens.decode("3600").getTokenValue()).isEqualTo("3600");
        assertThat(tokens.decode("3601").getTokenValue()).isEqualTo("3601");
    }

    @Test
    void refusesATokenAsSoonAsItExpires() {
        tokens.decode("20");

        now.set(begin.plus(Duration.ofSeconds(20)));

        assertThatThrownBy(() -> tokens.decode("20")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void doesNotRememberWhatWasRefused() {
        assertThatThrownBy(() -> tokens.decode("0")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("0")).isInstanceOf(BadJwtException.class);

        assertThat(looks).hasValue(2);
    }
}
