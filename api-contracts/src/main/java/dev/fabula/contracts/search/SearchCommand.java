package dev.fabula.contracts.search;

import dev.fabula.contracts.command.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the process that makes vectors wants recorded. */
public sealed interface SearchCommand extends Command {

    /** The stream. */
    String embedding();

    @Override
    default String target() {
        return embedding();
    }

    /** As {@link SearchEvent.TextEmbedded} says; nothing where it is recorded already. */
    record RecordEmbedding(
            String embedding,
            TextKind kind,
            String source,
            int revision,
            @Nullable String alternative,
            String author,
            int chunker,
            String model,
            int dimensions,
            List<String> references)
            implements SearchCommand {

        public RecordEmbedding {
            references = List.copyOf(references);
            if (references.isEmpty() || dimensions < 1) {
                throw new IllegalArgumentException("there are no vectors to record");
            }
        }
    }
}
