package dev.fabula.projection.search;

import dev.fabula.contracts.event.PersonalData;
import dev.fabula.contracts.search.TextKind;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The text that is shown at one place, or may be before long; its chunks follow from it and are no part of the value.
 *
 * @param source the id of the story or the session
 * @param owners who alone finds it, where only its owner does
 * @param people of whom it tells
 * @param revision the one that is shown, or the number of the beat; 0 where nothing is shown
 * @param alternative the request of the telling that is shown
 * @param model whose vectors it has, if it has any
 * @param newest the last revision
 * @param published the revision that all readers see; 0 while none is
 * @param kept texts that are shown or could come to be, by revision or request
 * @param date when it was first written, or told
 */
record ChunksRow(
        TextKind kind,
        String source,
        @Nullable String legacy,
        String author,
        Access access,
        List<String> owners,
        List<String> people,
        int revision,
        @Nullable String alternative,
        @Nullable String model,
        boolean removed,
        int newest,
        int published,
        @PersonalData(subject = "author") SortedMap<String, Kept> kept,
        Instant date,
        Instant changedAt) {

    /**
     * A text.
     *
     * @param references of its vectors, in the order of its chunks
     */
    record Kept(
            String title,
            String text,
            List<String> people,
            @Nullable String model,
            List<String> references) {

        Kept embedded(String by, List<String> vectors) {
            return new Kept(title, text, people, by, vectors);
        }
    }

    /** The text that is shown, if one is. */
    @Nullable
    Kept shown() {
        if (access == Access.NOBODY) {
            return null;
        }
        return kept.get(alternative == null ? revision(revision) : alternative);
    }

    /** In six digits, so that revisions are in their order. */
    static String revision(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, 6 - digits.length())) + digits;
    }

    ChunksRow keeping(SortedMap<String, Kept> texts) {
        return new ChunksRow(
                kind,
                source,
                legacy,
                author,
                access,
                owners,
                people,
                revision,
                alternative,
                model,
                removed,
                newest,
                published,
                texts,
                date,
                changedAt);
    }

    ChunksRow with(String which, Kept text) {
        SortedMap<String, Kept> more = new TreeMap<>(kept);
        more.put(which, text);
        return keeping(more);
    }

    ChunksRow change(String which, UnaryOperator<Kept> change) {
        Kept there = kept.get(which);
        return there == null ? this : with(which, change.apply(there));
    }

    ChunksRow state(boolean isRemoved, int last, int shownToAll, Instant at) {
        return new ChunksRow(
                kind,
                source,
                legacy,
                author,
                access,
                owners,
                people,
                revision,
                alternative,
                model,
                isRemoved,
                last,
                shownToAll,
                kept,
                date,
                at);
    }

    /**
     * Shows a text, or nothing.
     *
     * @param number the revision or the beat
     * @param request of a beat's telling
     */
    ChunksRow showing(Access to, int number, @Nullable String request) {
        Kept text = to == Access.NOBODY ? null : kept.get(request == null ? revision(number) : request);
        return new ChunksRow(
                kind,
                source,
                legacy,
                author,
                text == null ? Access.NOBODY : to,
                owners,
                text == null ? List.of() : text.people(),
                text == null ? 0 : number,
                text == null ? null : request,
                text == null ? null : text.model(),
                removed,
                newest,
                published,
                kept,
                date,
                changedAt);
    }
}
