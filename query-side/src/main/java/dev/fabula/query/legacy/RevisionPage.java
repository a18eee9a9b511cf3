package dev.fabula.query.legacy;

import dev.fabula.query.KeyCursor;
import dev.fabula.query.legacy.StoriesQueries.Revision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Revisions of a story, the first first, each with what it changed.
 *
 * @param cursor where to go on; nothing at the end
 */
record RevisionPage(List<RevisionView> revisions, @Nullable String cursor) {

    /** Where revisions are to be read from. */
    @FunctionalInterface
    interface Source {
        /** Those whose number is greater, the first first. */
        List<Revision> after(int number, int most);
    }

    static RevisionPage of(Source source, @Nullable String cursor, int size) {
        int after = cursor == null ? 0 : number(cursor);
        // With the one before the page, from which its first differs.
        List<Revision> found = new ArrayList<>(source.after(Math.max(0, after - 1), size + 2));
        Revision before = after > 0 && !found.isEmpty() ? found.removeFirst() : null;
        List<RevisionView> page = new ArrayList<>();
        for (Revision revision : found.subList(0, Math.min(size, found.size()))) {
            page.add(RevisionView.of(before, revision));
            before = revision;
        }
        return new RevisionPage(
                page,
                found.size() > size
                        ? KeyCursor.after(Integer.toString(page.getLast().revision()))
                        : null);
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
}
