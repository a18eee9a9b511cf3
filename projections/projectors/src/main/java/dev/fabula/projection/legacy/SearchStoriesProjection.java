package dev.fabula.projection.legacy;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.StoryEvent;
import dev.fabula.contracts.legacy.StoryEvent.StoryPublished;
import dev.fabula.contracts.legacy.StoryEvent.StoryRemoved;
import dev.fabula.contracts.legacy.StoryEvent.StoryRestored;
import dev.fabula.contracts.legacy.StoryEvent.StoryRevised;
import dev.fabula.contracts.legacy.StoryEvent.StoryTagged;
import dev.fabula.contracts.legacy.StoryEvent.StoryWritten;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Written memories, to be found by their words. What is published has the story's id as its key; the last revision, where
 * it is another one, has {@code <story>/draft}. Nothing is kept of what nobody may find, so whatever happens to a story is
 * folded from its beginning.
 */
final class SearchStoriesProjection implements Projection<String, StoryDocument> {

    private static final String DRAFT = "/draft";

    @Override
    public String name() {
        return "search-stories";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(
                StoryWritten.class,
                StoryRevised.class,
                StoryTagged.class,
                StoryPublished.class,
                StoryRemoved.class,
                StoryRestored.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> event) {
        String story = ((StoryEvent) event.event()).story().value();
        return List.of(story, story + DRAFT);
    }

    @Override
    public @Nullable StoryDocument evolve(
            String key, @Nullable StoryDocument document, Recorded<DomainEvent> recorded) {
        StoryTold before = document == null ? null : document.told();
        StoryTold told = switch ((StoryEvent) recorded.event()) {
            case StoryWritten written -> StoryTold.of(written, recorded);
            case StoryEvent event when before != null -> before.goOn(event, recorded);
            default -> null;
        };
        if (told == null) {
            return null;
        }
        return key.endsWith(DRAFT)
                ? told.draft()
                        .map(revision -> StoryDocument.of(told, revision, "draft"))
                        .orElseGet(() -> StoryDocument.hidden(told))
                : told.forReaders()
                        .map(revision -> StoryDocument.of(told, revision, "readers"))
                        .orElseGet(() -> StoryDocument.hidden(told));
    }

    @Override
    public @Nullable StoryDocument kept(StoryDocument document) {
        return document.isFound() ? document : null;
    }

    @Override
    public boolean needsHistory(@Nullable StoryDocument document, Recorded<DomainEvent> event) {
        return !(event.event() instanceof StoryWritten) && (document == null || document.told() == null);
    }

    @Override
    public Class<StoryDocument> values() {
        return StoryDocument.class;
    }

    @Override
    public String streamOf(String key) {
        return key.endsWith(DRAFT) ? key.substring(0, key.length() - DRAFT.length()) : key;
    }
}
