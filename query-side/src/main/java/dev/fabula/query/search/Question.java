package dev.fabula.query.search;

import dev.fabula.query.legacy.Reach;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for, and among what.
 *
 * @param legacies ids; empty for all that the caller may read, and for what is in none
 * @param from the first day of what is looked for
 * @param to the last day
 * @param tenant whose
 * @param actor who asks
 */
record Question(
        QueryText text,
        Set<Kind> kinds,
        Mode mode,
        Set<String> legacies,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        String tenant,
        String actor,
        Reach reach) {

    boolean wants(Kind kind) {
        return kinds.contains(kind) && (legacies.isEmpty() || kind != Kind.SESSION);
    }
}
