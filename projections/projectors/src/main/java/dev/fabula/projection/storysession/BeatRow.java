package dev.fabula.projection.storysession;

import dev.fabula.contracts.event.PersonalData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a session has of a beat.
 *
 * @param current the request of the alternative that is current, if any is
 * @param alternatives in the order of their requests; none where the beat is the parent's and only the choice is here
 * @param choiceMade how the story goes on, once somebody has chosen
 */
record BeatRow(
        String session,
        int beat,
        @Nullable String current,
        @PersonalData(subject = "owner") List<Alternative> alternatives,
        @PersonalData(subject = "owner") @Nullable Choice choiceMade) {

    /**
     * @param choice nothing where somebody wrote their own
     * @param alternative the request of the alternative after which it was made
     */
    record Choice(@Nullable String choice, String text, String alternative, Instant at) {}

    static BeatRow empty(String session, int beat) {
        return new BeatRow(session, beat, null, List.of(), null);
    }

    boolean has(String request) {
        return alternatives.stream().anyMatch(each -> each.request().equals(request));
    }

    BeatRow withCurrent(String request) {
        return new BeatRow(session, beat, request, alternatives, choiceMade);
    }

    BeatRow withChoice(Choice made) {
        return new BeatRow(session, beat, current, alternatives, made);
    }

    BeatRow with(Alternative added) {
        List<Alternative> more = new ArrayList<>(alternatives);
        more.add(added);
        return new BeatRow(session, beat, current, List.copyOf(more), choiceMade);
    }

    /** The alternative of that request, which is added where there is none, changed. */
    BeatRow change(String request, UnaryOperator<Alternative> change) {
        BeatRow known = has(request) ? this : with(Alternative.requested(request, null, null));
        return new BeatRow(
                session,
                beat,
                current,
                known.alternatives.stream()
                        .map(each -> each.request().equals(request) ? change.apply(each) : each)
                        .toList(),
                choiceMade);
    }
}
