package dev.fabula.ai.provider;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a provider asks to be left alone: RFC 9110, section 10.2.3, either seconds or a date. */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    private RetryAfter() {}

    /** Null if it does not say, or says it in no form that is known. */
    static @Nullable Duration of(List<String> values) {
        if (values.isEmpty()) {
            return null;
        }
        String value = values.getFirst().strip();
        return SECONDS.matcher(value).matches() ? Duration.ofSeconds(Long.parseLong(value)) : untilThen(value);
    }

    private static @Nullable Duration untilThen(String date) {
        try {
            Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
            Duration wait = Duration.between(Instant.now(), then);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
