package dev.fabula.projection.legacy;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.ContextId;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.StoryEvent;
import dev.fabula.contracts.legacy.StoryEvent.FlagResolved;
import dev.fabula.contracts.legacy.StoryEvent.StoryFlagged;
import dev.fabula.contracts.legacy.StoryEvent.StoryPublished;
import dev.fabula.contracts.legacy.StoryEvent.StoryRemoved;
import dev.fabula.contracts.legacy.StoryEvent.StoryRestored;
import dev.fabula.contracts.legacy.StoryEvent.StoryRevised;
import dev.fabula.contracts.legacy.StoryEvent.StoryTagged;
import dev.fabula.contracts.legacy.StoryEvent.StoryWritten;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was told of a story, while it is folded: any of its revisions can be published at any time.
 *
 * @param revisions all, the first first
 * @param published the number of the revision that all readers see; nothing while none is
 */
record StoryTold(
        String story,
        String legacy,
        String author,
        List<Revision> revisions,
        @Nullable Integer published,
        boolean removed,
        List<String> tags,
        Instant writtenAt,
        Instant changedAt) {

    record Revision(int number, String title, String text, List<String> people, List<String> contexts) {}

    static StoryTold of(StoryWritten written, Recorded<DomainEvent> recorded) {
        return new StoryTold(
                written.story().value(),
                written.legacy().value(),
                written.author(),
                List.of(revision(1, written.title(), written.text(), written.people(), written.contexts())),
                null,
                false,
                List.of(),
                recorded.at(),
                recorded.at());
    }

    private static Revision revision(
            int number, String title, String text, List<PersonId> people, List<ContextId> contexts) {
        return new Revision(
                number,
                title,
                text,
                people.stream().map(PersonId::value).toList(),
                contexts.stream().map(ContextId::value).toList());
    }

    StoryTold goOn(StoryEvent event, Recorded<DomainEvent> recorded) {
        return switch (event) {
            case StoryRevised revised -> revised(revised).touched(recorded);
            case StoryTagged tagged ->
                with(revisions, published, removed, tagged.tags()).touched(recorded);
            case StoryPublished now ->
                with(revisions, now.revision(), removed, tags).touched(recorded);
            case StoryRemoved _ -> with(revisions, published, true, tags).touched(recorded);
            case StoryRestored _ -> with(revisions, published, false, tags).touched(recorded);
            case StoryWritten _, StoryFlagged _, FlagResolved _ -> this;
        };
    }

    private StoryTold revised(StoryRevised revised) {
        List<Revision> all = new ArrayList<>(revisions);
        all.add(revision(revised.revision(), revised.title(), revised.text(), revised.people(), revised.contexts()));
        return with(List.copyOf(all), published, removed, tags);
    }

    private StoryTold with(
            List<Revision> newRevisions, @Nullable Integer newPublished, boolean newRemoved, List<String> newTags) {
        return new StoryTold(
                story, legacy, author, newRevisions, newPublished, newRemoved, newTags, writtenAt, changedAt);
    }

    private StoryTold touched(Recorded<DomainEvent> recorded) {
        return new StoryTold(story, legacy, author, revisions, published, removed, tags, writtenAt, recorded.at());
    }

    /** What all who may read the legacy find. */
    Optional<Revision> forReaders() {
        return removed
                ? Optional.empty()
                : revisions.stream()
                        .filter(each -> Objects.equals(each.number(), published))
                        .findFirst();
    }

    /** What only those find who may read drafts, because it is not what is published. */
    Optional<Revision> draft() {
        Revision last = revisions.getLast();
        return removed || Objects.equals(last.number(), published) ? Optional.empty() : Optional.of(last);
    }
}
