package dev.fabula.ai.provider;

import dev.fabula.ai.settings.ProviderSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** One provider's models. Asks once: what is asked again, and of whom, is decided by who calls. */
public final class Provider implements AutoCloseable {

    private final ChatModel chat;
    private final @Nullable EmbeddingModel embeddings;
    private final BiFunction<ModelCall, String, ChatOptions> options;
    private final Lines lines;
    private final ExecutorService threads;
    private final Scheduler blocking;
    private final Runnable connections;

    /** @param options of a call, with the name of its line in the header {@link Lines#HEADER} */
    Provider(
            ChatModel chat,
            @Nullable EmbeddingModel embeddings,
            BiFunction<ModelCall, String, ChatOptions> options,
            Lines lines,
            ExecutorService threads,
            Runnable connections) {
        this.chat = chat;
        this.embeddings = embeddings;
        this.options = options;
        this.lines = lines;
        this.threads = threads;
        this.blocking = Schedulers.fromExecutorService(threads);
        this.connections = connections;
    }

    public static Provider open(ProviderSettings settings) {
        return switch (settings.kind()) {
            case OPENAI_COMPATIBLE -> OpenAiProvider.open(settings);
            case ANTHROPIC -> AnthropicProvider.open(settings);
            case OFFLINE -> OfflineProvider.open(settings.delays());
        };
    }

    /** The answer in parts, or in one. Nothing is sent before somebody subscribes; who cancels cuts the connection. */
    public Flux<ChatResponse> generate(ModelCall call) {
        return Flux.defer(() -> {
            Lines.Line line = lines.open();
            Prompt prompt = new Prompt(call.messages(), options.apply(call, line.id()));
            Flux<ChatResponse> answer = call.streaming()
                    ? chat.stream(prompt)
                    : Mono.fromCallable(() -> chat.call(prompt))
                            .subscribeOn(blocking)
                            .flux();
            // Before the libraries hear of it: their way of closing waits for a reader who waits for the provider.
            return answer.doOnCancel(line::cut).doFinally(_ -> line.close());
        });
    }

    /** Vectors, one a text. Nothing is sent before somebody subscribes; who cancels cuts the connection. */
    public Mono<EmbeddingResponse> embed(String model, List<String> texts) {
        EmbeddingModel asked = embeddings;
        if (asked == null) {
            return Mono.error(new UnsupportedOperationException("embeddings"));
        }
        var request = new EmbeddingRequest(
                texts, EmbeddingOptions.builder().model(model).build());
        return Mono.fromCallable(() -> asked.call(request)).subscribeOn(blocking);
    }

    /** Cuts what is under way. */
    @Override
    public void close() {
        blocking.dispose();
        threads.shutdownNow();
        connections.run();
    }

    /** Longer than anybody waits, so that a connection that nobody cut ends all the same. */
    static Duration afterAll(Duration limit) {
        return limit.plusSeconds(1);
    }
}
