package dev.fabula.contracts.legacy;

import dev.fabula.contracts.command.CommandRefusedException;
import dev.fabula.contracts.command.CommandRefusedException.Kind;
import java.util.Map;

/** What legacies and what is in them say no with. */
public final class LegacyRefusals {

    private LegacyRefusals() {}

    /** @param what for instance {@code person} */
    public static CommandRefusedException notFound(String what, Object id) {
        return new CommandRefusedException(Kind.NOT_FOUND, "not-found", "There is no " + what + " " + id + ".");
    }

    public static CommandRefusedException slugForm() {
        return new CommandRefusedException(
                Kind.INVALID, "slug-malformed", "A slug is 3 to 60 of a-z, 0-9 and single dashes between them.");
    }

    public static CommandRefusedException slugTaken(String slug) {
        return new CommandRefusedException(
                Kind.CONFLICT, "slug-taken", "Another legacy is called " + slug + ".", Map.of("slug", slug));
    }

    public static CommandRefusedException missing(String field) {
        return new CommandRefusedException(
                Kind.INVALID, "field-missing", "The field " + field + " is missing.", Map.of("field", field));
    }

    public static CommandRefusedException archived() {
        return new CommandRefusedException(Kind.CONFLICT, "legacy-archived", "The legacy is archived: it can be read.");
    }

    public static CommandRefusedException withThemselves() {
        return new CommandRefusedException(
                Kind.INVALID, "same-person", "Nobody is related to, or merged with, themselves.");
    }

    public static CommandRefusedException alreadyRelated() {
        return new CommandRefusedException(
                Kind.CONFLICT, "relationship-exists", "The two are joined in this way already.");
    }

    public static CommandRefusedException removed(String what) {
        return new CommandRefusedException(Kind.CONFLICT, what + "-removed", "The " + what + " was removed.");
    }

    public static CommandRefusedException mergedInto(PersonId into) {
        return new CommandRefusedException(
                Kind.CONFLICT,
                "person-merged",
                "The person was merged into " + into + ".",
                Map.of("into", into.value()));
    }

    public static CommandRefusedException notMerged(PersonId merged) {
        return new CommandRefusedException(
                Kind.CONFLICT, "not-merged", "The person " + merged + " is not merged into this one.");
    }

    public static CommandRefusedException noSuchPart(String part) {
        return new CommandRefusedException(
                Kind.INVALID, "no-such-part", "The person has no name and no fact " + part + ".");
    }

    public static CommandRefusedException notUndecided(String part) {
        return new CommandRefusedException(
                Kind.CONFLICT, "not-undecided", "Whose " + part + " is was never undecided, or is decided already.");
    }

    /** A code that is wrong, used up, withdrawn or too old: none tells which. */
    public static CommandRefusedException codeNotGood() {
        return new CommandRefusedException(
                Kind.NOT_FOUND, "code-not-good", "The code is not good: wrong, used, withdrawn or expired.");
    }

    public static CommandRefusedException lastOwner() {
        return new CommandRefusedException(
                Kind.CONFLICT, "last-owner", "A legacy keeps at least one owner; grant the role to another first.");
    }

    public static CommandRefusedException noSuchMember(String member) {
        return new CommandRefusedException(Kind.NOT_FOUND, "not-found", "There is no such member: " + member + ".");
    }

    public static CommandRefusedException ownerOfStory() {
        return new CommandRefusedException(
                Kind.INVALID, "role-not-for-stories", "A single story has editors, contributors and viewers.");
    }

    public static CommandRefusedException movedOn(int expected, int current) {
        return new CommandRefusedException(
                Kind.CONFLICT,
                "story-has-moved-on",
                "The story is at revision " + current + ", not " + expected + ".",
                Map.of("current_revision", current));
    }

    public static CommandRefusedException noSuchRevision(int revision, int last) {
        return new CommandRefusedException(
                Kind.INVALID, "no-such-revision", "The story has revisions 1 to " + last + ", not " + revision + ".");
    }

    public static CommandRefusedException noSuchFlag(String flag) {
        return new CommandRefusedException(Kind.NOT_FOUND, "not-found", "The story has no open flag " + flag + ".");
    }

    /** @param imported the one under way */
    public static CommandRefusedException importRunning(String imported) {
        return new CommandRefusedException(
                Kind.CONFLICT,
                "import-running",
                "The import " + imported + " into this legacy is under way; one goes after the other.",
                Map.of("import", imported));
    }

    /** @param line from 1; 0 where the whole file is meant */
    public static CommandRefusedException malformedFile(int line, String reason) {
        return new CommandRefusedException(
                Kind.INVALID,
                "gedcom-malformed",
                (line == 0 ? "The file cannot be read: " : "The file cannot be read at line " + line + ": ") + reason,
                Map.of("line", line, "reason", reason));
    }

    public static CommandRefusedException treeForm() {
        return new CommandRefusedException(
                Kind.INVALID, "tree-malformed", "The name of a tree is 1 to 40 of a-z, 0-9 and dashes.");
    }

    public static CommandRefusedException tooMany(String what, int most) {
        return new CommandRefusedException(
                Kind.CONFLICT, "limit-reached", "There are " + most + " " + what + " already, the most there may be.");
    }

    public static CommandRefusedException rightMissing(LegacyRight right) {
        return new CommandRefusedException(
                Kind.FORBIDDEN,
                "right-missing",
                "This needs the right " + right.wireName() + " in the legacy, which you do not have.",
                Map.of("right", right.wireName()));
    }
}
