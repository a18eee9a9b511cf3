package dev.fabula.query.legacy;

import dev.fabula.query.legacy.StoriesQueries.Heading;
import dev.fabula.query.legacy.StoriesQueries.StoryRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Written memories as the caller may see them, for whoever knows them by id alone; what is not to be seen is not there. */
@Component
public class StoriesInView {

    private final StoriesQueries stories;
    private final StorySight sight;

    StoriesInView(StoriesQueries stories, StorySight sight) {
        this.stories = stories;
        this.sight = sight;
    }

    /** @param revision which the caller sees of it */
    public record Seen(
            String story,
            String legacy,
            String author,
            int revision,
            boolean published,
            String title,
            List<String> people,
            List<String> tags,
            Instant writtenAt) {}

    /** Those of some stories that the caller sees, by id; each in the revision that they see. */
    public Map<String, Seen> of(LegaciesInView legacies, Collection<String> some) {
        Map<String, StoryRow> rows = new HashMap<>();
        Map<String, Visitor> visitors = new HashMap<>();
        for (StoryRow row : stories.all(some)) {
            Visitor visitor = legacies.visitor(row.legacy());
            if (visitor != null && StorySight.isSeen(visitor, row)) {
                rows.put(StoriesQueries.key(row.story(), StorySight.shown(visitor, row)), row);
                visitors.put(row.legacy(), visitor);
            }
        }
        Map<String, Heading> revisions = stories.headings(rows.keySet());
        Set<String> hidden = hidden(rows.values(), visitors, revisions.values());
        Map<String, Seen> seen = new HashMap<>();
        revisions.forEach((key, revision) -> {
            StoryRow row = rows.get(key);
            if (row != null && revision.people().stream().noneMatch(hidden::contains)) {
                seen.put(row.story(), seen(row, revision));
            }
        });
        return seen;
    }

    /** What stories that the caller sees tell, by id; asked for apart, because it is long. */
    public Map<String, String> texts(Collection<Seen> some) {
        Map<String, String> texts = new HashMap<>();
        stories.revisions(some.stream()
                        .map(seen -> StoriesQueries.key(seen.story(), seen.revision()))
                        .toList())
                .values()
                .forEach(revision -> texts.put(revision.story(), revision.text()));
        return texts;
    }

    /** Asked once for each legacy, and not for each story. */
    private Set<String> hidden(
            Collection<StoryRow> rows, Map<String, Visitor> visitors, Collection<Heading> revisions) {
        Map<String, String> legacies = new HashMap<>();
        rows.forEach(row -> legacies.put(row.story(), row.legacy()));
        Map<String, Set<String>> people = new HashMap<>();
        for (Heading revision : revisions) {
            String legacy = legacies.get(revision.story());
            if (legacy != null) {
                people.computeIfAbsent(legacy, _ -> new HashSet<>()).addAll(revision.people());
            }
        }
        Set<String> hidden = new HashSet<>();
        people.forEach((legacy, told) -> {
            @Nullable Visitor visitor = visitors.get(legacy);
            if (visitor != null && !told.isEmpty()) {
                hidden.addAll(sight.hidden(visitor, told));
            }
        });
        return hidden;
    }

    private static Seen seen(StoryRow row, Heading revision) {
        return new Seen(
                row.story(),
                row.legacy(),
                row.author(),
                revision.revision(),
                row.published() != null && row.published() == revision.revision(),
                revision.title(),
                new ArrayList<>(revision.people()),
                row.tags(),
                row.writtenAt());
    }
}
