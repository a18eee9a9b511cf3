package dev.fabula.query.storysession;

import dev.fabula.query.Answers;
import dev.fabula.query.KeyCursor;
import dev.fabula.query.PageSize;
import dev.fabula.query.PointInTime;
import dev.fabula.query.ReadsFrom;
import dev.fabula.query.storysession.BeatRow.Provenance;
import dev.fabula.query.storysession.StoryQueries.Part;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** A story session, for its owner alone; to everybody else it is not there. */
@RestController
@RequestMapping("/api/story/session/{id}")
@ReadsFrom({"story-session", "story-beat"})
class StoryController {

    private final StoryQueries queries;
    private final PointInTime time;
    private final PageSize sizes;
    private final Answers answers;

    StoryController(StoryQueries queries, PointInTime time, PageSize sizes, Answers answers) {
        this.queries = queries;
        this.time = time;
        this.sizes = sizes;
        this.answers = answers;
    }

    /** @param cursor where to go on; nothing at the end */
    record Beats(List<BeatView> beats, @Nullable String cursor) {}

    /**
     * How an alternative came about.
     *
     * @param state requested, generated, rejected, failed
     * @param provenance nothing while it is requested
     */
    record Origin(
            String request,
            String state,
            @Nullable Instant requestedAt,
            @Nullable Instant finishedAt,
            @Nullable Provenance provenance) {}

    /** @param session whose beat it is: an ancestor's where it is shared */
    record Origins(String session, int beat, List<Origin> alternatives) {}

    /** @param asOf a position of the history or a time; nothing for now */
    @GetMapping
    ResponseEntity<StoryView> story(@PathVariable String id, @RequestParam(required = false) @Nullable String asOf) {
        return answers.of(queries.story(id, time.position(asOf)));
    }

    /**
     * The story from its beginning, with the ancestors' beats that a branch begins with.
     *
     * @param asOf a position of the history or a time; nothing for now
     * @param cursor of the page before
     * @param limit beats at most, 1 to fabula.query.page-size
     */
    @GetMapping("/beats")
    ResponseEntity<Beats> beats(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        int size = sizes.of(limit);
        int after = after(cursor);
        Part part = queries.beats(id, time.position(asOf), after, size);
        return answers.of(
                new Beats(part.beats(), part.more() ? KeyCursor.after(Integer.toString(after + size)) : null));
    }

    private static int after(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        try {
            int after = Integer.parseInt(KeyCursor.key(cursor));
            if (after >= 0) {
                return after;
            }
        } catch (NumberFormatException foreign) {
            // Answered below.
        }
        throw KeyCursor.foreign();
    }

    /** Whom a beat's alternatives are from, what they took, and what was asked: the prompt is seen here alone. */
    @GetMapping("/beats/{beat}/provenance")
    ResponseEntity<Origins> provenance(@PathVariable String id, @PathVariable int beat) {
        if (beat < 1) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "beats are numbered from 1");
        }
        BeatRow row = queries.beat(id, beat);
        List<Origin> origins = row.alternatives().stream()
                .map(each -> new Origin(
                        each.request(), each.state(), each.requestedAt(), each.finishedAt(), each.provenance()))
                .toList();
        return answers.of(new Origins(row.session(), row.beat(), origins));
    }
}
