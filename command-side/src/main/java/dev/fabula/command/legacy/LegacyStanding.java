package dev.fabula.command.legacy;

import dev.fabula.contracts.legacy.LegacyAccess;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.MemberRole;
import dev.fabula.contracts.legacy.StoryId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A legacy and who the caller is to it.
 *
 * @param storyRoles what the caller was granted for single stories
 */
public record LegacyStanding(
        LegacyId legacy, String slug, boolean archived, LegacyAccess access, Map<StoryId, MemberRole> storyRoles) {

    LegacyAccess to(StoryId story, boolean author) {
        @Nullable MemberRole role = storyRoles.get(story);
        return access.toStory(role, author);
    }
}
