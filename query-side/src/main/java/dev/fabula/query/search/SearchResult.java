package dev.fabula.query.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was found.
 *
 * @param mode by what it was found: keyword where hybrid was wanted and no model says what the query means
 * @param facets of all hits that total counts
 * @param cursor where to go on; nothing at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SearchResult(
        Mode mode,
        Total total,
        List<Hit> hits,
        Facets facets,
        @Nullable String cursor) {

    /**
     * @param relation eq where it is the number, gte where there may be more, because no more are looked at
     */
    record Total(int value, String relation) {}
}
