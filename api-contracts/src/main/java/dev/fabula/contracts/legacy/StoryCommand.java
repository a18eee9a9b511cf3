package dev.fabula.contracts.legacy;

import dev.fabula.contracts.command.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can be wanted of a written memory. Whether the sender may, the {@link LegacyPolicy} has said before. */
public sealed interface StoryCommand extends Command {

    StoryId story();

    LegacyId legacy();

    @Override
    default String target() {
        return story().value();
    }

    /** @param story a new id */
    record WriteStory(
            StoryId story,
            LegacyId legacy,
            String actor,
            String title,
            String text,
            List<PersonId> people,
            List<ContextId> contexts)
            implements StoryCommand {}

    /** @param expected the revision that the author had before them; nothing to go on from whichever is the last */
    record ReviseStory(
            StoryId story,
            LegacyId legacy,
            @Nullable Integer expected,
            String actor,
            String title,
            String text,
            List<PersonId> people,
            List<ContextId> contexts,
            @Nullable String reason)
            implements StoryCommand {}

    record TagStory(StoryId story, LegacyId legacy, List<String> tags) implements StoryCommand {}

    /** @param revision nothing for the last one */
    record PublishStory(
            StoryId story, LegacyId legacy, @Nullable Integer revision) implements StoryCommand {}

    /** @param flag a new ULID */
    record FlagStory(
            StoryId story,
            LegacyId legacy,
            String flag,
            String actor,
            FlagReason reason,
            @Nullable String note) implements StoryCommand {}

    record ResolveFlag(
            StoryId story,
            LegacyId legacy,
            String flag,
            FlagResolution resolution,
            String actor,
            @Nullable String note) implements StoryCommand {}

    record RemoveStory(StoryId story, LegacyId legacy, String actor) implements StoryCommand {}

    record RestoreStory(StoryId story, LegacyId legacy, String actor) implements StoryCommand {}
}
