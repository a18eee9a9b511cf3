package dev.fabula.projection.runtime;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a catalogue shows of a book; a column of every type there is. */
record BookCard(
        String title,
        String shelf,
        @Nullable String lentTo,
        int timesLent,
        long moves,
        boolean isLent,
        double wear,
        BigDecimal fees,
        Instant lastActivity,
        LocalDate addedOn,
        List<String> remarks,
        Details details) {

    /** Nested, so stored as JSON. */
    record Details(List<String> readers, @Nullable String note) {}
}
