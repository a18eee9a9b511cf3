package dev.fabula.projection.account;

import dev.fabula.contracts.ai.Quality;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What new stories of an actor begin with; the actor is the row's key. */
record PreferencesRow(
        List<String> genres,
        @Nullable Quality quality,
        @Nullable String model,
        Instant changedAt) {}
