package dev.fabula.contracts.legacy;

import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;
import dev.fabula.contracts.event.PersonalData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can have happened to a written memory. Texts are their author's. Stored for ever: change only through
 * an upcaster.
 */
@AggregateType("Story")
public sealed interface StoryEvent extends DomainEvent {

    StoryId story();

    LegacyId legacy();

    /**
     * Revision 1.
     *
     * @param author the actor who wrote it
     * @param people of whom it tells
     * @param contexts on which it hangs
     */
    @EventType("legacy.story-written")
    record StoryWritten(
            StoryId story,
            LegacyId legacy,
            String author,
            @PersonalData(subject = "author") String title,
            @PersonalData(subject = "author") String text,
            List<PersonId> people,
            List<ContextId> contexts)
            implements StoryEvent {}

    /**
     * The whole of it, once more.
     *
     * @param revision counts from 1, which is what was written first
     * @param author of this revision
     */
    @EventType("legacy.story-revised")
    record StoryRevised(
            StoryId story,
            LegacyId legacy,
            int revision,
            String author,
            @PersonalData(subject = "author") String title,
            @PersonalData(subject = "author") String text,
            List<PersonId> people,
            List<ContextId> contexts,
            @PersonalData(subject = "author") @Nullable String reason)
            implements StoryEvent {}

    /** @param tags all that it has from now on, in order */
    @EventType("legacy.story-tagged")
    record StoryTagged(StoryId story, LegacyId legacy, List<String> tags) implements StoryEvent {}

    /** @param revision that all who may read the legacy see from now on */
    @EventType("legacy.story-published")
    record StoryPublished(StoryId story, LegacyId legacy, int revision) implements StoryEvent {}

    /** @param flag a ULID */
    @EventType("legacy.story-flagged")
    record StoryFlagged(
            StoryId story,
            LegacyId legacy,
            String flag,
            String flaggedBy,
            FlagReason reason,
            @PersonalData(subject = "flaggedBy") @Nullable String note)
            implements StoryEvent {}

    @EventType("legacy.flag-resolved")
    record FlagResolved(
            StoryId story,
            LegacyId legacy,
            String flag,
            FlagResolution resolution,
            String resolvedBy,
            @PersonalData(subject = "resolvedBy") @Nullable String note)
            implements StoryEvent {}

    /** A tombstone: nobody but those who may restore it finds it any more. */
    @EventType("legacy.story-removed")
    record StoryRemoved(StoryId story, LegacyId legacy, String removedBy) implements StoryEvent {}

    @EventType("legacy.story-restored")
    record StoryRestored(StoryId story, LegacyId legacy, String restoredBy) implements StoryEvent {}
}
