package dev.fabula.query.storysession;

import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.query.ReadModelPast;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Reads a session of the caller, now or as of a position. Whoever does not own it learns nothing, not even that it is
 * there.
 */
@Component
class StoryQueries {

    /** Of a stream: anything else is no session, and could not be looked for in the history. */
    private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

    private final StoriesNow now;
    private final ReadModelPast past;

    StoryQueries(StoriesNow now, ReadModelPast past) {
        this.now = now;
        this.past = past;
    }

    /** @param position nothing for now, as everywhere below */
    StoryView story(String session, @Nullable Long position) {
        return read(position, stories -> {
            List<SessionRow> lineage = owned(session, stories);
            StoryPath path = new StoryPath(lineage);
            int last = path.beats();
            BeatAt next = new BeatAt(session, last + 1);
            Map<BeatAt, BeatRow> rows = stories.beats(Stream.concat(
                            Stream.of(next), last == 0 ? Stream.of() : Stream.of(path.teller(last), path.chooser(last)))
                    .toList());
            BeatRow coming = rows.get(next);
            return StoryView.of(
                    lineage.getFirst(),
                    lineage.getLast(),
                    last == 0 ? null : BeatView.of(last, path, rows),
                    coming == null
                            ? List.of()
                            : coming.alternatives().stream()
                                    .map(AlternativeView::of)
                                    .toList());
        });
    }

    /** @param more whether the story goes on after these */
    record Part(List<BeatView> beats, boolean more) {}

    /**
     * The beats of the whole story as this session tells it, in order.
     *
     * @param after the number of the beat before the first one
     * @param most how many numbers to look at; a beat that is not to be had is left out
     */
    Part beats(String session, @Nullable Long position, int after, int most) {
        return read(position, stories -> {
            StoryPath path = new StoryPath(owned(session, stories));
            int last = (int) Math.min(path.beats(), (long) after + most);
            Set<BeatAt> wanted = new HashSet<>();
            for (int beat = after + 1; beat <= last; beat++) {
                wanted.add(path.teller(beat));
                wanted.add(path.chooser(beat));
            }
            Map<BeatAt, BeatRow> rows = wanted.isEmpty() ? Map.of() : stories.beats(wanted);
            List<BeatView> beats = new ArrayList<>();
            for (int beat = after + 1; beat <= last; beat++) {
                BeatView view = BeatView.of(beat, path, rows);
                if (view != null) {
                    beats.add(view);
                }
            }
            return new Part(beats, last < path.beats());
        });
    }

    /** What is kept of a beat of the story as this session tells it. */
    BeatRow beat(String session, int beat) {
        return read(null, stories -> {
            List<SessionRow> lineage = owned(session, stories);
            BeatAt teller = new StoryPath(lineage).teller(beat);
            // A shared beat came about in somebody else's session, if that is whose it is.
            boolean callers =
                    lineage.stream().anyMatch(row -> row.session().equals(teller.session()) && isCallers(row));
            BeatRow row = stories.beats(List.of(teller)).get(teller);
            if (!callers || row == null || row.alternatives().isEmpty()) {
                throw noBeat(beat);
            }
            return row;
        });
    }

    /** The root of the story that a session is of. */
    String root(String session) {
        return read(null, stories -> owned(session, stories).getFirst().root());
    }

    private <T> T read(@Nullable Long position, Function<StorySource, T> question) {
        return position != null ? question.apply(new StoriesThen(past, position)) : now.atOneMoment(question);
    }

    private static List<SessionRow> owned(String session, StorySource stories) {
        List<SessionRow> lineage = ULID.matcher(session).matches() ? stories.lineage(session) : List.of();
        if (lineage.isEmpty() || !isCallers(lineage.getFirst())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no such story session");
        }
        return lineage;
    }

    private static boolean isCallers(SessionRow session) {
        return session.owner().equals(Caller.required().actor().value());
    }

    private static ResponseStatusException noBeat(int beat) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "the story has no beat " + beat);
    }
}
