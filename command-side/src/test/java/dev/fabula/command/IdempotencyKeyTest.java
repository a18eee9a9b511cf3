package dev.fabula.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.web.ErrorResponseException;

class IdempotencyKeyTest {

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    @Test
    void aQuotedStringIsAKey() {
        assertThat(IdempotencyKey.of("\"01J\"", "POST", "/a", BODY).id()).isEqualTo("01J");
        assertThat(IdempotencyKey.of(" \"a \\\"b\\\\ c\" ", "POST", "/a", BODY).id())
                .isEqualTo("a \"b\\ c");
    }

    @Test
    void anythingElseIsRefusedInWords() {
        for (String header :
                new String[] {null, "", "01J", "\"\"", "\"a", "\"\u00e4\"", "\"" + "x".repeat(256) + "\""}) {
            assertThatThrownBy(() -> IdempotencyKey.of(header, "POST", "/a", BODY))
                    .as(header)
                    .isInstanceOf(ErrorResponseException.class)
                    .hasMessageContaining("Idempotency-Key");
        }
    }

    @Test
    void anotherBodyPathOrMethodIsAnotherCommand() {
        byte[] print = IdempotencyKey.of("\"k\"", "POST", "/a", BODY).fingerprint();
        assertThat(IdempotencyKey.of("\"k\"", "POST", "/a", BODY).fingerprint()).isEqualTo(print);
        assertThat(IdempotencyKey.of("\"k\"", "PUT", "/a", BODY).fingerprint()).isNotEqualTo(print);
        assertThat(IdempotencyKey.of("\"k\"", "POST", "/b", BODY).fingerprint()).isNotEqualTo(print);
        assertThat(IdempotencyKey.of("\"k\"", "POST", "/a", new byte[0]).fingerprint())
                .isNotEqualTo(print);
    }
}
