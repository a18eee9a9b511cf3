package dev.fabula.query.storysession;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the beats of a story are as one session tells it: up to where it branched they are its ancestors', whose own later
 * beats and choices are no part of it.
 */
final class StoryPath {

    /**
     * A part of the story that one session tells.
     *
     * @param pinned the alternative of the last beat that the next part goes on from; nothing in the last part
     */
    private record Stretch(
            String session, int from, int to, @Nullable String pinned) {}

    private final List<Stretch> stretches = new ArrayList<>();
    private final int beats;

    /** @param lineage the session, its parent and so on up to the root */
    StoryPath(List<SessionRow> lineage) {
        beats = lineage.getFirst().beats();
        int to = Integer.MAX_VALUE;
        String pinned = null;
        for (SessionRow session : lineage) {
            // A session that branched no earlier than where it was branched from has told nothing of this story.
            if (session.shared() < to) {
                stretches.addFirst(new Stretch(session.session(), session.shared() + 1, to, pinned));
                to = session.shared();
                pinned = session.parentAlternative();
            }
        }
    }

    /** The number of the last beat. */
    int beats() {
        return beats;
    }

    /** Who tells the beat. */
    BeatAt teller(int beat) {
        return new BeatAt(stretches.get(index(beat)).session(), beat);
    }

    /** Who chose after the beat: at the last beat of a part, whoever went on from there. */
    BeatAt chooser(int beat) {
        int index = index(beat);
        boolean goesOnElsewhere = stretches.get(index).to() == beat && index + 1 < stretches.size();
        return new BeatAt(stretches.get(goesOnElsewhere ? index + 1 : index).session(), beat);
    }

    /** The alternative from which another session went on here; nothing where the teller's current one counts. */
    @Nullable
    String pinned(int beat) {
        Stretch stretch = stretches.get(index(beat));
        return stretch.to() == beat ? stretch.pinned() : null;
    }

    private int index(int beat) {
        for (int i = 0; i < stretches.size(); i++) {
            if (beat <= stretches.get(i).to()) {
                return i;
            }
        }
        throw new IllegalArgumentException("no beat " + beat);
    }
}
