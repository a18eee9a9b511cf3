package dev.fabula.ai.provider;

import com.anthropic.errors.AnthropicServiceException;
import com.openai.errors.OpenAIServiceException;
import dev.fabula.contracts.ai.ProviderAttempt.Outcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells from an exception what it means. Only its kind, status and code are looked at, never its message. */
public final class FailureOf {

    /** Longer chains of causes are taken for a circle. */
    private static final int DEEPEST_CAUSE = 16;

    /** Codes as providers have them. Keys have digits or capitals, so none of them can pass for a code. */
    private static final Pattern CODE = Pattern.compile("[a-z][a-z_]{1,47}");

    private FailureOf() {}

    public static ProviderFailure exception(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            ProviderFailure failure = known(cause);
            if (failure != null) {
                return failure;
            }
            cause = cause.getCause();
        }
        return new ProviderFailure(
                Outcome.FAILED, "unreadable answer: " + thrown.getClass().getSimpleName(), null, true);
    }

    private static @Nullable ProviderFailure known(Throwable thrown) {
        return switch (thrown) {
            case OpenAIServiceException e ->
                status(e.statusCode(), code(() -> e.code().or(e::type)), e.headers()::values);
            case AnthropicServiceException e ->
                status(e.statusCode(), code(() -> e.errorType().map(Object::toString)), e.headers()::values);
            case UnsupportedOperationException _ ->
                new ProviderFailure(Outcome.FAILED, "the provider does not do that", null, false);
            case InterruptedIOException _ -> ProviderFailure.timedOut("no answer in time");
            case IOException e ->
                new ProviderFailure(
                        Outcome.FAILED_TRANSIENT, "connection: " + e.getClass().getSimpleName(), null, true);
            default -> null;
        };
    }

    static ProviderFailure status(int status, @Nullable String code, Function<String, List<String>> headers) {
        String detail = code != null && isCode(code) ? status + " " + code : "" + status;
        if (status == 429) {
            return new ProviderFailure(Outcome.RATE_LIMITED, detail, RetryAfter.of(headers.apply("retry-after")), true);
        }
        // Below 400: an error inside of an answer that had begun well, for instance that the model is overloaded.
        if (status >= 500 || status == 408 || status < 400) {
            return new ProviderFailure(
                    Outcome.FAILED_TRANSIENT, detail, RetryAfter.of(headers.apply("retry-after")), true);
        }
        // A key that is refused is refused for everybody; all else is about this one request.
        return new ProviderFailure(Outcome.FAILED, detail, null, status == 401 || status == 403);
    }

    /** The libraries throw when they are asked for what the provider left out. */
    private static @Nullable String code(Supplier<Optional<String>> told) {
        try {
            return told.get().orElse(null);
        } catch (RuntimeException e) {
            return null;
        }
    }

    static boolean isCode(String value) {
        return CODE.matcher(value).matches();
    }
}
