package dev.fabula.contracts.storysession;

import dev.fabula.contracts.command.CommandRefusedException;
import dev.fabula.contracts.command.CommandRefusedException.Kind;
import java.util.Map;

/** What a story session says no with. */
public final class StoryRefusals {

    private StoryRefusals() {}

    /** To anybody but its owner a session does not exist. */
    public static CommandRefusedException notFound(StorySessionId session) {
        return new CommandRefusedException(Kind.NOT_FOUND, "not-found", "There is no story session " + session + ".");
    }

    public static CommandRefusedException choiceOrText() {
        return new CommandRefusedException(
                Kind.INVALID,
                "choice-or-text",
                "A story goes on with the id of a choice or with a text of one's own: exactly one.");
    }

    public static CommandRefusedException rating(int rating) {
        return new CommandRefusedException(
                Kind.INVALID, "rating-out-of-range", "A rating is 1 to 5, not " + rating + ".");
    }

    public static CommandRefusedException over(String state) {
        return new CommandRefusedException(Kind.CONFLICT, "story-is-over", "The story is " + state + ".");
    }

    /** Somebody goes on from a beat that is not the last one any more: a double click, another window. */
    public static CommandRefusedException movedOn(int expected, int current) {
        return new CommandRefusedException(
                Kind.CONFLICT,
                "story-has-moved-on",
                "The story is at beat " + current + ", not " + expected + ".",
                Map.of("current_beat", current));
    }

    public static CommandRefusedException beatInProgress(int beat, String request) {
        return new CommandRefusedException(
                Kind.CONFLICT,
                "beat-in-progress",
                "Beat " + beat + " is being told.",
                Map.of("beat", beat, "request", request));
    }

    public static CommandRefusedException noBeatYet() {
        return new CommandRefusedException(
                Kind.CONFLICT, "no-beat-yet", "The story has no beat yet; regenerate asks for it again.");
    }

    public static CommandRefusedException noSuchBeat(int beat) {
        return new CommandRefusedException(Kind.INVALID, "no-such-beat", "The story has no beat " + beat + ".");
    }

    public static CommandRefusedException noSuchChoice(String choice, int beat) {
        return new CommandRefusedException(
                Kind.INVALID, "no-such-choice", "Beat " + beat + " offers no choice " + choice + ".");
    }

    public static CommandRefusedException noSuchAlternative(String alternative, int beat) {
        return new CommandRefusedException(
                Kind.INVALID, "no-such-alternative", "Beat " + beat + " has no alternative " + alternative + ".");
    }

    /** What lies before the last beat never changes, because branches share it. */
    public static CommandRefusedException notTheLastBeat(int beat, int last) {
        return new CommandRefusedException(
                Kind.CONFLICT,
                "not-the-last-beat",
                "Only the last beat, " + last + ", can be told otherwise; branch from beat " + beat + " instead.",
                Map.of("current_beat", last));
    }

    /** The beat is the parent's, who has to be asked. */
    public static CommandRefusedException beatOfParent(int beat, StorySessionId parent) {
        return new CommandRefusedException(
                Kind.CONFLICT,
                "beat-of-parent",
                "Beat " + beat + " belongs to the session " + parent + ".",
                Map.of("parent", parent.value()));
    }

    public static CommandRefusedException tooMany(String what, int most) {
        return new CommandRefusedException(
                Kind.CONFLICT, "limit-reached", "There are " + most + " " + what + " already, the most there may be.");
    }
}
