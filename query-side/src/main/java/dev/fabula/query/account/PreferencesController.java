package dev.fabula.query.account;

import dev.fabula.query.Answers;
import dev.fabula.query.ReadsFrom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the caller's new stories begin with where nothing else is said. */
@RestController
@ReadsFrom("preferences")
class PreferencesController {

    private static final Preferences NONE = new Preferences(List.of(), null, null, null);

    private final PreferencesQueries queries;
    private final Answers answers;

    PreferencesController(PreferencesQueries queries, Answers answers) {
        this.queries = queries;
        this.answers = answers;
    }

    /**
     * @param quality high, fast, cheap, adaptive; nothing for no preference
     * @param model the one that is wished for, where one is
     * @param changedAt nothing where they were never set
     */
    record Preferences(
            List<String> genres,
            @Nullable String quality,
            @Nullable String model,
            @Nullable Instant changedAt) {}

    @GetMapping("/api/user/preferences")
    ResponseEntity<Preferences> preferences() {
        return answers.of(queries.callers().orElse(NONE));
    }
}
