package dev.fabula.query.storysession;

import dev.fabula.query.storysession.BeatRow.Alternative;
import dev.fabula.query.storysession.BeatRow.Choice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A beat as one session tells it.
 *
 * @param session whose beat it is: an ancestor's where it is shared
 * @param alternative the one that counts in this story
 * @param others none where it is shared as it was then, which is the last of the beats that a branch begins with
 * @param choiceMade how this story went on, once somebody had chosen
 */
record BeatView(
        int beat,
        String session,
        AlternativeView alternative,
        List<AlternativeView> others,
        @Nullable Choice choiceMade) {

    /** Nothing where the rows do not have the beat, or not yet. */
    static @Nullable BeatView of(int beat, StoryPath path, Map<BeatAt, BeatRow> rows) {
        BeatRow row = rows.get(path.teller(beat));
        if (row == null) {
            return null;
        }
        String pinned = path.pinned(beat);
        Alternative told = row.alternative(pinned == null ? row.current() : pinned);
        if (told == null) {
            return null;
        }
        List<AlternativeView> others = pinned != null
                ? List.of()
                : row.alternatives().stream()
                        .filter(each -> !each.request().equals(told.request()))
                        .map(AlternativeView::of)
                        .toList();
        BeatRow chosen = rows.get(path.chooser(beat));
        return new BeatView(
                beat, row.session(), AlternativeView.of(told), others, chosen == null ? null : chosen.choiceMade());
    }
}
