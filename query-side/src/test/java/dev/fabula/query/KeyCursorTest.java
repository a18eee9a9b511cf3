package dev.fabula.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCursorTest {

    @ParameterizedTest
    @ValueSource(strings = {"user-1", "a / b?c=d", "Ærøskøbing \uD83D\uDE00", ""})
    void anyKeyComesBackAsItWas(String key) {
        assertThat(KeyCursor.key(KeyCursor.after(key))).isEqualTo(key);
        assertThat(KeyCursor.after(key)).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void whatIsNoneOfOursIsRefused() {
        byte[] broken = {'k', 'e', 'y', ':', (byte) 0xff};
        byte[] nul = "key:a\0b".getBytes(StandardCharsets.UTF_8);
        for (String cursor : new String[] {"", "%", "YWZ0ZXI6Nw", encoded(broken), encoded(nul)}) {
            assertThatThrownBy(() -> KeyCursor.key(cursor)).hasMessageContaining("cursor is not one of ours");
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
