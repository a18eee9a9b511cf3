package dev.fabula.ai.provider;

import dev.fabula.ai.offline.OfflineChatModel;
import dev.fabula.ai.offline.OfflineChatOptions;
import dev.fabula.ai.offline.OfflineEmbeddingModel;
import dev.fabula.ai.settings.OfflineDelays;
import java.util.concurrent.Executors;

/** The provider that is built in. */
final class OfflineProvider {

    private OfflineProvider() {}

    static Provider open(OfflineDelays delays) {
        return new Provider(
                new OfflineChatModel(delays.perCall(), delays.perToken()),
                new OfflineEmbeddingModel(),
                (call, _) -> new OfflineChatOptions(call.model(), call.maxTokens(), call.seed()),
                new Lines(),
                Executors.newVirtualThreadPerTaskExecutor(),
                () -> {});
    }
}
