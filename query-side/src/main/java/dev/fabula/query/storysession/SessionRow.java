package dev.fabula.query.storysession;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code story_session}, where the columns are described. */
record SessionRow(
        String session,
        String owner,
        String title,
        @Nullable String premise,
        List<String> genres,
        @Nullable List<String> characters,
        String mode,
        String ageTier,
        String quality,
        @Nullable String model,
        @Nullable String platform,
        @Nullable String parent,
        @Nullable Integer parentBeat,
        @Nullable String parentAlternative,
        String root,
        String state,
        @Nullable String endReason,
        int beats,
        @Nullable String openRequest,
        Instant startedAt,
        Instant lastActivityAt,
        long version) {

    /** The last beat that is another session's; 0 for a root. */
    int shared() {
        return parentBeat == null ? 0 : parentBeat;
    }
}
