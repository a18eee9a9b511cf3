package dev.fabula.query.privacy;

import dev.fabula.query.Answers;
import dev.fabula.query.KeyCursor;
import dev.fabula.query.PageSize;
import dev.fabula.query.ReadsFrom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whose personal data is erased in the caller's tenant. */
@RestController
@RequestMapping("/api/erasures")
@ReadsFrom("erasures")
class ErasuresController {

    private final ErasureQueries queries;
    private final PageSize sizes;
    private final Answers answers;

    ErasuresController(ErasureQueries queries, PageSize sizes, Answers answers) {
        this.queries = queries;
        this.sizes = sizes;
        this.answers = answers;
    }

    /**
     * @param subject whose personal data it was
     * @param reason as it was given with the request
     * @param position of the erasure in the history
     */
    record Erasure(String subject, String reason, Instant erasedAt, long position) {}

    /** @param cursor where to go on; nothing at the end */
    record Erasures(List<Erasure> erasures, @Nullable String cursor) {}

    /**
     * @param cursor of the page before
     * @param limit entries at most, 1 to fabula.query.page-size
     */
    @GetMapping
    ResponseEntity<Erasures> erasures(
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "50") int limit) {
        int size = sizes.of(limit);
        List<Erasure> found = queries.list(cursor == null ? null : KeyCursor.key(cursor), size + 1);
        List<Erasure> page = found.stream().limit(size).toList();
        boolean more = found.size() > size;
        return answers.of(
                new Erasures(page, more ? KeyCursor.after(page.getLast().subject()) : null));
    }
}
