package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.query.Answers;
import dev.fabula.query.PageSize;
import dev.fabula.query.ReadsFrom;
import dev.fabula.query.TimeCursor;
import dev.fabula.query.legacy.StoriesQueries.Flag;
import dev.fabula.query.legacy.StoriesQueries.Revision;
import dev.fabula.query.legacy.StoriesQueries.StoryRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Written memories: what is published for all who may read the legacy, drafts for those who may edit them. */
@RestController("legacyStories")
@RequestMapping("/api")
@ReadsFrom({"legacy", "gedcom-import", "person", "relationship", "legacy-story", "story-revision"})
class StoriesController {

    private final LegacyQueries legacies;
    private final StoriesQueries stories;
    private final StorySight sight;
    private final PageSize sizes;
    private final Answers answers;

    StoriesController(
            LegacyQueries legacies, StoriesQueries stories, StorySight sight, PageSize sizes, Answers answers) {
        this.legacies = legacies;
        this.stories = stories;
        this.sight = sight;
        this.sizes = sizes;
        this.answers = answers;
    }

    record Entry(String story, String title, String author, List<String> tags, boolean published, Instant writtenAt) {}

    /** @param cursor where to go on; nothing at the end */
    record Stories(List<Entry> stories, @Nullable String cursor) {}

    record Flagged(String story, String title, List<Flag> flags) {}

    /** @param cursor where to go on; nothing at the end */
    record Queue(List<Flagged> stories, @Nullable String cursor) {}

    /** The last written first, those that the caller may see. */
    @GetMapping("/legacies/{idOrSlug}/stories")
    ResponseEntity<Stories> list(
            @PathVariable String idOrSlug,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        int size = sizes.of(limit);
        Visitor visitor = legacies.visit(idOrSlug);
        List<StoryRow> found = stories.list(visitor.legacy().legacy(), false, TimeCursor.of(cursor), size + 1);
        List<StoryRow> page = found.stream()
                .limit(size)
                .filter(row -> StorySight.isSeen(visitor, row))
                .toList();
        Map<String, Revision> shown = stories.revisions(page.stream()
                .map(row -> StoriesQueries.key(row.story(), StorySight.shown(visitor, row)))
                .toList());
        List<Entry> entries = new ArrayList<>();
        for (StoryRow row : page) {
            Revision revision = shown.get(StoriesQueries.key(row.story(), StorySight.shown(visitor, row)));
            if (revision != null && sight.hiddenIn(visitor, revision).isEmpty()) {
                entries.add(new Entry(
                        row.story(),
                        revision.title(),
                        row.author(),
                        row.tags(),
                        row.published() != null,
                        row.writtenAt()));
            }
        }
        return answers.of(new Stories(entries, found.size() > size ? after(found.get(size - 1)) : null));
    }

    /** A story that tells of somebody who is not to be seen is not seen either: its text would name them. */
    @GetMapping("/stories/{story}")
    ResponseEntity<StoryView> story(@PathVariable String story) {
        StoryRow row = find(story);
        Visitor visitor = legacies.visit(row.legacy());
        Revision revision = sight.seen(visitor, row);
        return answers.of(
                StoryView.of(row, revision, StorySight.edits(visitor, row), sight.mentioned(visitor, revision)),
                row.version());
    }

    private StoryRow find(String story) {
        return stories.find(story).orElseThrow(() -> LegacyRefusals.notFound("story", story));
    }

    /** For those who may edit it, the first first, each with what it changed. */
    @GetMapping("/stories/{story}/revisions")
    ResponseEntity<RevisionPage> revisions(
            @PathVariable String story,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        int size = sizes.of(limit);
        StoryRow row = find(story);
        Visitor visitor = legacies.visit(row.legacy());
        Revision _ = sight.seen(visitor, row);
        if (!StorySight.edits(visitor, row)) {
            throw LegacyRefusals.rightMissing(LegacyRight.READ_DRAFTS);
        }
        return answers.of(RevisionPage.of((after, most) -> stories.revisionsOf(story, after, most), cursor, size));
    }

    /** What somebody should look at. */
    @GetMapping("/legacies/{idOrSlug}/flags")
    ResponseEntity<Queue> queue(
            @PathVariable String idOrSlug,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        int size = sizes.of(limit);
        Visitor visitor = legacies.visit(idOrSlug).require(LegacyRight.MODERATE);
        List<StoryRow> found = stories.list(visitor.legacy().legacy(), true, TimeCursor.of(cursor), size + 1);
        List<StoryRow> page = found.stream().limit(size).toList();
        Map<String, Revision> last = stories.revisions(page.stream()
                .map(row -> StoriesQueries.key(row.story(), row.revision()))
                .toList());
        List<Flagged> flagged = new ArrayList<>();
        for (StoryRow row : page) {
            Revision revision = last.get(StoriesQueries.key(row.story(), row.revision()));
            flagged.add(new Flagged(row.story(), revision == null ? "" : revision.title(), row.flags()));
        }
        return answers.of(new Queue(flagged, found.size() > size ? after(page.getLast()) : null));
    }

    private static String after(StoryRow row) {
        return new TimeCursor(row.writtenAt(), row.story()).text();
    }
}
