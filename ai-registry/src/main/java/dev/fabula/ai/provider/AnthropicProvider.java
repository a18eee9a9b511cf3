package dev.fabula.ai.provider;

import com.anthropic.backends.AnthropicBackend;
import com.anthropic.client.AnthropicClientAsyncImpl;
import com.anthropic.client.AnthropicClientImpl;
import com.anthropic.core.ClientOptions;
import com.anthropic.core.Timeout;
import dev.fabula.ai.settings.ApiKey;
import dev.fabula.ai.settings.ProviderSettings;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.anthropic.http.okhttp.SpringAiAnthropicHttpClient;
import org.springframework.ai.chat.prompt.ChatOptions;

/** Anthropic. The clients are built here for the reasons of {@link OpenAiProvider}. */
final class AnthropicProvider {

    private static final URI ANTHROPIC = URI.create("https://api.anthropic.com");

    private AnthropicProvider() {}

    static Provider open(ProviderSettings settings) {
        ApiKey key = settings.key();
        if (key == null) {
            throw new IllegalArgumentException("the provider " + settings.name() + " needs a key");
        }
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        AnthropicBackend backend = AnthropicBackend.builder()
                .baseUrl(Objects.requireNonNullElse(settings.baseUrl(), ANTHROPIC)
                        .toString())
                .apiKey(key.value())
                .build();
        var lines = new Lines();
        SpringAiAnthropicHttpClient http = http(settings, threads, backend, lines);
        ClientOptions client = ClientOptions.builder()
                .httpClient(http)
                .maxRetries(0)
                .streamHandlerExecutor(threads)
                .build();
        var chat = AnthropicChatModel.builder()
                .anthropicClient(new AnthropicClientImpl(client))
                .anthropicClientAsync(new AnthropicClientAsyncImpl(client))
                .build();
        return new Provider(chat, null, AnthropicProvider::options, lines, threads, http::close);
    }

    private static SpringAiAnthropicHttpClient http(
            ProviderSettings settings, ExecutorService threads, AnthropicBackend backend, Lines lines) {
        return SpringAiAnthropicHttpClient.builder()
                .backend(backend)
                .timeout(Timeout.builder()
                        .connect(settings.limits().connectLimit())
                        .request(Provider.afterAll(settings.limits().timeLimit()))
                        .build())
                .dispatcherExecutorService(threads)
                .interceptor(lines)
                .interceptor(new WordlessErrors())
                .build();
    }

    private static ChatOptions options(ModelCall call, String line) {
        var options = AnthropicChatOptions.builder()
                .model(call.model())
                .maxTokens(call.maxTokens())
                // There it ends at 1.
                .temperature(Math.min(1, call.temperature()))
                .timeout(Provider.afterAll(call.limit()))
                .maxRetries(0)
                .httpHeaders(Map.of(Lines.HEADER, line));
        // Newer models refuse both at once; 1 says nothing anyway.
        return call.topP() < 1 && call.temperature() == 1
                ? options.temperature(null).topP(call.topP()).build()
                : options.build();
    }
}
