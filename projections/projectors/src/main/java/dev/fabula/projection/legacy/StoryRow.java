package dev.fabula.projection.legacy;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.FlagReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A written memory, but for its texts; its id is the row's key.
 *
 * @param author who wrote it first
 * @param revision the last one
 * @param published the revision that all readers see; nothing while none is
 * @param flags that are open, in their order
 * @param version the sequence of the last event
 */
record StoryRow(
        String legacy,
        String author,
        int revision,
        @Nullable Integer published,
        boolean removed,
        List<String> tags,
        List<Flag> flags,
        Instant writtenAt,
        Instant changedAt,
        long version) {

    record Flag(String flag, FlagReason reason, @Nullable String note, String flaggedBy, Instant flaggedAt) {}

    StoryRow revised(int to) {
        return with(to, published, removed, tags, flags);
    }

    StoryRow published(int which) {
        return with(revision, which, removed, tags, flags);
    }

    StoryRow removed(boolean is) {
        return with(revision, published, is, tags, flags);
    }

    StoryRow tagged(List<String> all) {
        return with(revision, published, removed, all, flags);
    }

    StoryRow flagged(Flag flag) {
        List<Flag> all = new ArrayList<>(flags);
        all.add(flag);
        return with(revision, published, removed, tags, all);
    }

    StoryRow resolved(String flag) {
        return with(
                revision,
                published,
                removed,
                tags,
                flags.stream().filter(open -> !open.flag().equals(flag)).toList());
    }

    StoryRow touched(Recorded<DomainEvent> recorded) {
        return new StoryRow(
                legacy,
                author,
                revision,
                published,
                removed,
                tags,
                flags,
                writtenAt,
                recorded.at(),
                recorded.sequence());
    }

    private StoryRow with(
            int newRevision,
            @Nullable Integer newPublished,
            boolean newRemoved,
            List<String> newTags,
            List<Flag> newFlags) {
        return new StoryRow(
                legacy,
                author,
                newRevision,
                newPublished,
                newRemoved,
                newTags,
                newFlags,
                writtenAt,
                changedAt,
                version);
    }
}
