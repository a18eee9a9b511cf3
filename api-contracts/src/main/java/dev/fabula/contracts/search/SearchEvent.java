package dev.fabula.contracts.search;

import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;
import dev.fabula.contracts.event.PersonalData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of the vectors of a source's texts. Stored for ever: change only through an upcaster. */
@AggregateType("TextEmbedding")
public sealed interface SearchEvent extends DomainEvent {

    /** The stream, made from kind and source. */
    String embedding();

    /**
     * A text has vectors, one a chunk, where its tenant's vectors are kept. The text is in the source's own events, and the
     * same chunker cuts it again.
     *
     * @param source the id of the story or the session
     * @param revision of the story, or the number of the beat
     * @param alternative the request of the beat's telling; nothing of a story
     * @param author whose text it is
     * @param chunker the version of the {@link Chunker} that cut it
     * @param dimensions of each vector
     * @param references of the vectors in the order of the chunks: hashes of the texts, so they are as personal as these
     */
    @EventType("search.text-embedded")
    record TextEmbedded(
            String embedding,
            TextKind kind,
            String source,
            int revision,
            @Nullable String alternative,
            String author,
            int chunker,
            String model,
            int dimensions,

            @PersonalData(subject = "author", replacement = "[]")
            List<String> references)
            implements SearchEvent {}
}
