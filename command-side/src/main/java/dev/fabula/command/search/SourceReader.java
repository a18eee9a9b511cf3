package dev.fabula.command.search;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.StoryEvent;
import dev.fabula.contracts.legacy.StoryEvent.StoryPublished;
import dev.fabula.contracts.legacy.StoryEvent.StoryRemoved;
import dev.fabula.contracts.legacy.StoryEvent.StoryRestored;
import dev.fabula.contracts.legacy.StoryEvent.StoryRevised;
import dev.fabula.contracts.legacy.StoryEvent.StoryWritten;
import dev.fabula.contracts.search.SearchEvent.TextEmbedded;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import dev.fabula.eventstore.History;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads from history which texts of a source somebody can read, and which of them have vectors. */
@Component
final class SourceReader {

    private final History history;

    SourceReader(History history) {
        this.history = history;
    }

    /** Of a story the revision that is published and the newest; of a session all tellings of its own beats. */
    List<SourceText> texts(Source source) {
        List<DomainEvent> events = events(source, source.id()).toList();
        return switch (source.kind()) {
            case STORY -> story(events);
            case BEAT -> beats(events);
        };
    }

    private Stream<DomainEvent> events(Source source, String stream) {
        return history.stream(source.tenant(), stream, Long.MAX_VALUE).stream().map(Recorded::event);
    }

    private static List<SourceText> story(List<DomainEvent> events) {
        TreeMap<Integer, SourceText> revisions = new TreeMap<>();
        int published = 0;
        boolean removed = false;
        for (DomainEvent event : events) {
            switch (event) {
                case StoryWritten it -> revisions.put(1, new SourceText(1, null, it.author(), it.title(), it.text()));
                case StoryRevised it ->
                    revisions.put(
                            it.revision(), new SourceText(it.revision(), null, it.author(), it.title(), it.text()));
                case StoryPublished it -> published = it.revision();
                case StoryRemoved _ -> removed = true;
                case StoryRestored _ -> removed = false;
                case StoryEvent _ -> {}
                default -> throw new IllegalArgumentException(event.getClass().getName() + " is no story's");
            }
        }
        List<SourceText> readable = new ArrayList<>();
        if (!removed && !revisions.isEmpty()) {
            SourceText shown = revisions.get(published);
            if (shown != null) {
                readable.add(shown);
            }
            if (published != revisions.lastKey()) {
                readable.add(revisions.lastEntry().getValue());
            }
        }
        return readable;
    }

    private static List<SourceText> beats(List<DomainEvent> events) {
        return events.stream()
                .filter(BeatGenerated.class::isInstance)
                .map(BeatGenerated.class::cast)
                .map(beat -> new SourceText(beat.beat(), beat.request(), beat.owner(), "", beat.text()))
                .toList();
    }

    /** What was recorded of its vectors, in order. */
    List<TextEmbedded> embedded(Source source) {
        return events(source, TextEmbedding.of(source.tenant(), source.kind(), source.id()))
                .map(TextEmbedded.class::cast)
                .toList();
    }
}
