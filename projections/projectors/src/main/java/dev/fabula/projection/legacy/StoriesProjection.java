package dev.fabula.projection.legacy;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.StoryEvent;
import dev.fabula.contracts.legacy.StoryEvent.FlagResolved;
import dev.fabula.contracts.legacy.StoryEvent.StoryFlagged;
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

/** Each written memory: how far it has come, who may see it, and what is held against it. */
final class StoriesProjection implements Projection<String, StoryRow> {

    @Override
    public String name() {
        return "legacy-story";
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
                StoryFlagged.class,
                FlagResolved.class,
                StoryRemoved.class,
                StoryRestored.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> event) {
        return List.of(((StoryEvent) event.event()).story().value());
    }

    @Override
    public @Nullable StoryRow evolve(String story, @Nullable StoryRow row, Recorded<DomainEvent> recorded) {
        return switch ((StoryEvent) recorded.event()) {
            case StoryWritten written ->
                new StoryRow(
                        written.legacy().value(),
                        written.author(),
                        1,
                        null,
                        false,
                        List.of(),
                        List.of(),
                        recorded.at(),
                        recorded.at(),
                        recorded.sequence());
            case StoryEvent event when row != null -> goOn(row.touched(recorded), event, recorded);
            default -> null;
        };
    }

    private static StoryRow goOn(StoryRow row, StoryEvent event, Recorded<DomainEvent> recorded) {
        return switch (event) {
            case StoryRevised revised -> row.revised(revised.revision());
            case StoryTagged tagged -> row.tagged(tagged.tags());
            case StoryPublished now -> row.published(now.revision());
            case StoryFlagged flagged ->
                row.flagged(new StoryRow.Flag(
                        flagged.flag(), flagged.reason(), flagged.note(), flagged.flaggedBy(), recorded.at()));
            case FlagResolved resolved -> row.resolved(resolved.flag());
            case StoryRemoved _ -> row.removed(true);
            case StoryRestored _ -> row.removed(false);
            case StoryWritten _ -> row;
        };
    }

    @Override
    public Class<StoryRow> values() {
        return StoryRow.class;
    }

    @Override
    public String streamOf(String story) {
        return story;
    }
}
