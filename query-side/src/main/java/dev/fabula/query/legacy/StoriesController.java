package dev.fabula.query.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.query.Answers;
import dev.fabula.query.KeyCursor;
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
import java.util.Set;
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

    private static final int CONTEXT_LINES = 2;

    private final LegacyQueries legacies;
    private final StoriesQueries stories;
    private final PeopleQueries people;
    private final Living living;
    private final PageSize sizes;
    private final Answers answers;

    StoriesController(
            LegacyQueries legacies,
            StoriesQueries stories,
            PeopleQueries people,
            Living living,
            PageSize sizes,
            Answers answers) {
        this.legacies = legacies;
        this.stories = stories;
        this.people = people;
        this.living = living;
        this.sizes = sizes;
        this.answers = answers;
    }

    record Entry(String story, String title, String author, List<String> tags, boolean published, Instant writtenAt) {}

    /** @param cursor where to go on; nothing at the end */
    record Stories(List<Entry> stories, @Nullable String cursor) {}

    /** @param person nothing where they are not to be seen */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Mentioned(@Nullable String person, String name) {}

    /**
     * @param revision that is shown
     * @param latest the last one there is, for those who may edit
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StoryView(
            String story,
            String legacy,
            int revision,
            @Nullable Integer latest,
            boolean published,
            boolean removed,
            String title,
            String text,
            String author,
            List<Mentioned> people,
            List<String> contexts,
            List<String> tags,
            Instant writtenAt,
            Instant changedAt,
            long version) {}

    /** @param difference from the revision before, in the unified format; nothing for the first */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RevisionView(
            int revision,
            String author,
            String title,
            @Nullable String reason,
            @Nullable String difference,
            Instant writtenAt) {}

    /** @param cursor where to go on; nothing at the end */
    record Revisions(List<RevisionView> revisions, @Nullable String cursor) {}

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
        List<StoryRow> page =
                found.stream().limit(size).filter(row -> isSeen(visitor, row)).toList();
        Map<String, Revision> shown = stories.revisions(page.stream()
                .map(row -> StoriesQueries.key(row.story(), shown(visitor, row)))
                .toList());
        List<Entry> entries = new ArrayList<>();
        for (StoryRow row : page) {
            Revision revision = shown.get(StoriesQueries.key(row.story(), shown(visitor, row)));
            if (revision != null && hiddenIn(visitor, revision).isEmpty()) {
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

    private static boolean isSeen(Visitor visitor, StoryRow row) {
        return !row.removed() && (row.published() != null || edits(visitor, row));
    }

    private static boolean edits(Visitor visitor, StoryRow row) {
        return visitor.may(LegacyRight.READ_DRAFTS, row.story(), row.author());
    }

    /** Those who may edit it go on from the last one; everybody else sees what is published. */
    private static int shown(Visitor visitor, StoryRow row) {
        return edits(visitor, row) || row.published() == null ? row.revision() : row.published();
    }

    /** People of whom it tells and whom the visitor is not to see; its text names them, whatever they are called in it. */
    private Set<String> hiddenIn(Visitor visitor, Revision revision) {
        return living.hidden(
                visitor, people.all(visitor.imports(), revision.people()).values());
    }

    /** A story that tells of somebody who is not to be seen is not seen either: its text would name them. */
    @GetMapping("/stories/{story}")
    ResponseEntity<StoryView> story(@PathVariable String story) {
        StoryRow row = find(story);
        Visitor visitor = legacies.visit(row.legacy());
        boolean edits = edits(visitor, row);
        Revision revision = seen(visitor, row);
        Map<String, PersonRow> told = people.all(visitor.imports(), revision.people());
        List<Mentioned> mentioned = revision.people().stream()
                .filter(told::containsKey)
                .map(told::get)
                .map(person -> new Mentioned(person.person(), PersonView.name(person)))
                .toList();
        return answers.of(new StoryView(
                row.story(),
                row.legacy(),
                revision.revision(),
                edits ? row.revision() : null,
                row.published() != null,
                row.removed(),
                revision.title(),
                revision.text(),
                row.author(),
                mentioned,
                revision.contexts(),
                row.tags(),
                row.writtenAt(),
                row.changedAt(),
                row.version()));
    }

    private StoryRow find(String story) {
        return stories.find(story).orElseThrow(() -> LegacyRefusals.notFound("story", story));
    }

    private Revision seen(Visitor visitor, StoryRow row) {
        boolean there = row.removed() ? visitor.may(LegacyRight.MODERATE) : isSeen(visitor, row);
        String key = StoriesQueries.key(row.story(), shown(visitor, row));
        Revision revision = there ? stories.revisions(Set.of(key)).get(key) : null;
        if (revision == null || !hiddenIn(visitor, revision).isEmpty()) {
            throw LegacyRefusals.notFound("story", row.story());
        }
        return revision;
    }

    /** For those who may edit it, the first first, each with what it changed. */
    @GetMapping("/stories/{story}/revisions")
    ResponseEntity<Revisions> revisions(
            @PathVariable String story,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        int size = sizes.of(limit);
        StoryRow row = find(story);
        Visitor visitor = legacies.visit(row.legacy());
        Revision _ = seen(visitor, row);
        if (!edits(visitor, row)) {
            throw LegacyRefusals.rightMissing(LegacyRight.READ_DRAFTS);
        }
        int after = cursor == null ? 0 : number(cursor);
        // With the one before the page, from which its first differs.
        List<Revision> found = new ArrayList<>(stories.revisionsOf(story, Math.max(0, after - 1), size + 2));
        Revision before = after > 0 && !found.isEmpty() ? found.removeFirst() : null;
        List<RevisionView> page = new ArrayList<>();
        for (Revision revision : found.subList(0, Math.min(size, found.size()))) {
            page.add(new RevisionView(
                    revision.revision(),
                    revision.author(),
                    revision.title(),
                    revision.reason(),
                    before == null ? null : difference(before, revision),
                    revision.writtenAt()));
            before = revision;
        }
        return answers.of(new Revisions(
                page,
                found.size() > size
                        ? KeyCursor.after(Integer.toString(page.getLast().revision()))
                        : null));
    }

    private static String difference(Revision before, Revision after) {
        List<String> old = lines(before);
        return String.join(
                "\n",
                UnifiedDiffUtils.generateUnifiedDiff(
                        "revision " + before.revision(),
                        "revision " + after.revision(),
                        old,
                        DiffUtils.diff(old, lines(after)),
                        CONTEXT_LINES));
    }

    private static List<String> lines(Revision revision) {
        List<String> lines = new ArrayList<>(List.of(revision.title(), ""));
        revision.text().lines().forEach(lines::add);
        return lines;
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

    private static int number(String cursor) {
        try {
            int number = Integer.parseInt(KeyCursor.key(cursor));
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException foreign) {
            // Answered below.
        }
        throw KeyCursor.foreign();
    }

    private static String after(StoryRow row) {
        return new TimeCursor(row.writtenAt(), row.story()).text();
    }
}
