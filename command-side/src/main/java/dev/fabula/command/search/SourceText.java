package dev.fabula.command.search;

import dev.fabula.contracts.search.Chunk;
import dev.fabula.contracts.search.Chunker;
import dev.fabula.contracts.search.SearchEvent.TextEmbedded;
import dev.fabula.contracts.search.VectorReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text that somebody can read.
 *
 * @param revision of a story, or the number of a beat
 * @param alternative the request of a beat's telling
 * @param title empty where it has none
 */
record SourceText(int revision, @Nullable String alternative, String author, String title, String text) {

    /** What is embedded, in the order of the chunks. */
    List<String> inputs() {
        return Chunker.chunks(text).stream().map(chunk -> chunk.under(title)).toList();
    }

    List<String> references(String model) {
        List<String> references = new ArrayList<>();
        for (Chunk chunk : Chunker.chunks(text)) {
            references.add(VectorReference.of(model, chunk.under(title)));
        }
        return references;
    }

    boolean isOf(TextEmbedded event) {
        return event.revision() == revision && Objects.equals(event.alternative(), alternative);
    }
}
