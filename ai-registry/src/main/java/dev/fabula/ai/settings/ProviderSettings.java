package dev.fabula.ai.settings;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One provider.
 *
 * @param name what routes, prices and metrics call it, for instance {@code openai}
 * @param baseUrl with the version where there is one, for instance {@code https://api.openai.com/v1}; nothing for the
 *     kind's own; without credentials
 * @param key nothing for a provider that asks for none
 */
public record ProviderSettings(
        String name,
        ProviderKind kind,
        @Nullable URI baseUrl,
        @Nullable ApiKey key,
        ProviderLimits limits,
        OfflineDelays delays) {

    public ProviderSettings {
        if (baseUrl != null && baseUrl.getUserInfo() != null) {
            // Not in the message: it would be the secret.
            throw new IllegalArgumentException("the address of " + name + " must not hold credentials: use the key");
        }
        limits = Objects.requireNonNullElse(limits, ProviderLimits.defaults());
        delays = Objects.requireNonNullElse(delays, OfflineDelays.NONE);
    }

    /** The provider that is built in. */
    public static ProviderSettings offline() {
        return new ProviderSettings(
                "offline", ProviderKind.OFFLINE, null, null, ProviderLimits.defaults(), OfflineDelays.NONE);
    }
}
