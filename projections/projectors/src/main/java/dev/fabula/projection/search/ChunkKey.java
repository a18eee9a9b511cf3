package dev.fabula.projection.search;

import dev.fabula.contracts.legacy.StoryId;
import dev.fabula.contracts.search.TextKind;
import java.util.List;
import java.util.Locale;

/**
 * What a text that is shown somewhere is found by: {@code story/<id>/published}, {@code story/<id>/newest},
 * {@code beat/<session>/<number in six digits>}. Which revision or telling it is that is shown there is part of the value,
 * because no event of a fold says what was shown before.
 */
record ChunkKey(TextKind kind, String source, String place) {

    static final String PUBLISHED = "published";
    static final String NEWEST = "newest";

    static List<ChunkKey> of(StoryId story) {
        return ofStory(story.value());
    }

    static List<ChunkKey> ofStory(String story) {
        return List.of(new ChunkKey(TextKind.STORY, story, PUBLISHED), new ChunkKey(TextKind.STORY, story, NEWEST));
    }

    static ChunkKey ofBeat(String session, int beat) {
        return new ChunkKey(TextKind.BEAT, session, String.format(Locale.ROOT, "%06d", beat));
    }

    boolean isNewest() {
        return place.equals(NEWEST);
    }

    @Override
    public String toString() {
        return kind.wireName() + '/' + source + '/' + place;
    }
}
