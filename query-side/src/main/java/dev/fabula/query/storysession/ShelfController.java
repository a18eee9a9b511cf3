package dev.fabula.query.storysession;

import dev.fabula.query.Answers;
import dev.fabula.query.KeyCursor;
import dev.fabula.query.PageSize;
import dev.fabula.query.ReadsFrom;
import dev.fabula.query.TimeCursor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which sessions the caller has. */
@RestController
@ReadsFrom("story-session")
class ShelfController {

    private final ShelfQueries shelf;
    private final StoryQueries stories;
    private final PageSize sizes;
    private final Answers answers;

    ShelfController(ShelfQueries shelf, StoryQueries stories, PageSize sizes, Answers answers) {
        this.shelf = shelf;
        this.stories = stories;
        this.sizes = sizes;
        this.answers = answers;
    }

    /** @param state active, ended, expired */
    record Entry(
            String session,
            String title,
            List<String> genres,
            String mode,
            String state,
            @Nullable String endReason,
            int beats,
            @Nullable String parent,
            String root,
            Instant startedAt,
            Instant lastActivityAt) {}

    /** @param cursor where to go on; nothing at the end */
    record History(List<Entry> sessions, @Nullable String cursor) {}

    /** @param parentBeat the last beat that it shares with its parent */
    record Node(
            String session,
            @Nullable String parent,
            @Nullable Integer parentBeat,
            String title,
            String state,
            int beats) {}

    /** @param cursor where to go on; nothing at the end */
    record Tree(String root, List<Node> sessions, @Nullable String cursor) {}

    /**
     * The caller's sessions, the last active first. One that becomes active while pages are read moves to the front.
     *
     * @param cursor of the page before
     * @param limit sessions at most, 1 to fabula.query.page-size
     */
    @GetMapping("/api/user/history")
    ResponseEntity<History> history(
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "50") int limit) {
        int size = sizes.of(limit);
        List<SessionRow> found = shelf.history(TimeCursor.of(cursor), size + 1);
        List<Entry> page =
                found.stream().limit(size).map(ShelfController::entry).toList();
        return answers.of(new History(
                page,
                found.size() > size
                        ? new TimeCursor(
                                        page.getLast().lastActivityAt(),
                                        page.getLast().session())
                                .text()
                        : null));
    }

    private static Entry entry(SessionRow row) {
        return new Entry(
                row.session(),
                row.title(),
                row.genres(),
                row.mode(),
                row.state(),
                row.endReason(),
                row.beats(),
                row.parent(),
                row.root(),
                row.startedAt(),
                row.lastActivityAt());
    }

    /**
     * The story that a session is of: its root and all that branched from it, in the order in which they were begun.
     *
     * @param cursor of the page before
     * @param limit sessions at most, 1 to fabula.query.page-size
     */
    @GetMapping("/api/story/session/{id}/tree")
    ResponseEntity<Tree> tree(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "200") int limit) {
        int size = sizes.of(limit);
        String root = stories.root(id);
        List<SessionRow> found = shelf.tree(root, cursor == null ? null : KeyCursor.key(cursor), size + 1);
        List<Node> page = found.stream().limit(size).map(ShelfController::node).toList();
        return answers.of(new Tree(
                root, page, found.size() > size ? KeyCursor.after(page.getLast().session()) : null));
    }

    private static Node node(SessionRow row) {
        return new Node(row.session(), row.parent(), row.parentBeat(), row.title(), row.state(), row.beats());
    }
}
