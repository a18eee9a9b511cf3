package dev.fabula.query.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where is searched: a port to an index, which holds no more than was once to be seen, and knows nobody's rights. */
interface SearchAdapter {

    /**
     * What all pages of one search are read from, whatever is written meanwhile.
     *
     * @param words nothing where words are not looked for
     * @param meanings nothing where meanings are not
     */
    record Moment(@Nullable String words, @Nullable String meanings) {}

    /** @throws SearchUnavailableException where the index cannot be asked */
    Moment open(boolean words, boolean meanings);

    /** Forgets it; it would be forgotten in some minutes anyway. */
    void close(Moment moment);

    /**
     * The best first, each once.
     *
     * @throws SearchUnavailableException where the index cannot be asked
     * @throws CursorExpiredException where the moment has been forgotten
     */
    List<Found> byWords(Moment moment, Question question, int most);

    /** The same by what the texts mean: each story or session by its nearest chunk. */
    List<Found> byMeaning(Moment moment, Question question, QueryVector vector, int most);

    /**
     * Where the words stand in some of what was found by them: parts of the text in which they are marked, by field. Asked for
     * what is shown alone, because each text is analysed anew for it.
     *
     * @param near words of the texts to be marked as well, because they were meant
     * @param some at least one, of what was found by words
     */
    Map<Found.Source, Map<String, List<String>>> marked(
            Moment moment, Question question, Set<String> near, List<Found> some);
}
