package dev.fabula.ai.provider;

import com.openai.client.OpenAIClientAsyncImpl;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.Timeout;
import dev.fabula.ai.settings.ApiKey;
import dev.fabula.ai.settings.ProviderSettings;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.http.okhttp.SpringAiOpenAiHttpClient;

/**
 * Whoever speaks OpenAI's language. The clients are built here rather than by Spring AI, which would look for addresses
 * and keys in the environment, retry by itself and use threads of its own.
 */
final class OpenAiProvider {

    private static final URI OPENAI = URI.create("https://api.openai.com/v1");

    private OpenAiProvider() {}

    static Provider open(ProviderSettings settings) {
        URI address = Objects.requireNonNullElse(settings.baseUrl(), OPENAI);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        var lines = new Lines();
        SpringAiOpenAiHttpClient http = http(settings, threads, lines);
        ApiKey key = settings.key();
        ClientOptions client = ClientOptions.builder()
                .httpClient(http)
                .baseUrl(address.toString())
                .apiKey(key == null ? "none" : key.value())
                .maxRetries(0)
                .streamHandlerExecutor(threads)
                .build();
        var sync = new OpenAIClientImpl(client);
        var chat = OpenAiChatModel.builder()
                .openAiClient(sync)
                .openAiClientAsync(new OpenAIClientAsyncImpl(client))
                .build();
        var embeddings = OpenAiEmbeddingModel.builder().openAiClient(sync).build();
        return new Provider(chat, embeddings, options(address), lines, threads, http::close);
    }

    private static SpringAiOpenAiHttpClient http(ProviderSettings settings, ExecutorService threads, Lines lines) {
        var builder = SpringAiOpenAiHttpClient.builder()
                .timeout(Timeout.builder()
                        .connect(settings.limits().connectLimit())
                        .request(Provider.afterAll(settings.limits().timeLimit()))
                        .build())
                .dispatcherExecutorService(threads)
                .interceptor(lines)
                .interceptor(new WordlessErrors());
        if (settings.key() == null) {
            // The library insists on a key; a provider that asks for none may refuse a wrong one.
            builder.interceptor(chain -> chain.proceed(
                    chain.request().newBuilder().removeHeader("Authorization").build()));
        }
        SpringAiOpenAiHttpClient http = builder.build();
        // The bulkhead decides how many calls there are.
        int calls = settings.limits().concurrentCalls() * 2;
        http.getOkHttpClient().dispatcher().setMaxRequests(calls);
        http.getOkHttpClient().dispatcher().setMaxRequestsPerHost(calls);
        return http;
    }

    private static BiFunction<ModelCall, String, ChatOptions> options(URI address) {
        // OpenAI's newer models know the new name alone, most others the old one.
        boolean newName = Objects.equals(OPENAI.getHost(), address.getHost());
        return (call, line) -> {
            var options = OpenAiChatOptions.builder()
                    .model(call.model())
                    .temperature(call.temperature())
                    .topP(call.topP())
                    .seed((int) (call.seed() & Integer.MAX_VALUE))
                    .timeout(Provider.afterAll(call.limit()))
                    .maxRetries(0)
                    .customHeaders(Map.of(Lines.HEADER, line))
                    .streamUsage(call.streaming());
            return newName
                    ? options.maxCompletionTokens(call.maxTokens()).build()
                    : options.maxTokens(call.maxTokens()).build();
        };
    }
}
