package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.query.Answers;
import dev.fabula.query.KeyCursor;
import dev.fabula.query.PageSize;
import dev.fabula.query.ReadsFrom;
import dev.fabula.query.legacy.Families.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The families of a legacy: partners with their children. Those that a file told of are found by what its relationships
 * name them by; those that were joined by hand by an id that begins with {@code ~} and is made from who the partners are.
 */
@RestController("legacyFamilies")
@RequestMapping("/api/legacies/{idOrSlug}/families")
@ReadsFrom({"legacy", "gedcom-import", "person", "relationship"})
class FamiliesController {

    /** Families that are looked at for one page, also where the visitor is to see none of them. */
    private static final int MOST_LOOKED_AT = 1_000;

    private final LegacyQueries legacies;
    private final FamilyQueries queries;
    private final Families families;
    private final PageSize sizes;
    private final Answers answers;

    FamiliesController(
            LegacyQueries legacies, FamilyQueries queries, Families families, PageSize sizes, Answers answers) {
        this.legacies = legacies;
        this.queries = queries;
        this.families = families;
        this.sizes = sizes;
        this.answers = answers;
    }

    /** @param cursor where to go on; nothing at the end */
    record Page(List<FamilyView> families, @Nullable String cursor) {}

    /**
     * By what they are found by. A page may be short, even empty, and the list go on, where an outsider is to see few.
     *
     * @param cursor of the page before
     * @param limit families at most, 1 to fabula.query.page-size
     */
    @GetMapping
    ResponseEntity<Page> list(
            @PathVariable String idOrSlug,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        Visitor visitor = legacies.visit(idOrSlug);
        int size = sizes.of(limit);
        FamilyWalk walk = new FamilyWalk(queries, visitor);
        String after = cursor == null ? null : KeyCursor.key(cursor);
        List<FamilyView> page = new ArrayList<>();
        for (int looked = 0; ; looked += size) {
            List<Family> next = walk.next(after, size + 1);
            Map<String, FamilyView> seen =
                    families.seen(visitor, next.stream().limit(size).toList());
            for (int i = 0; i < Math.min(size, next.size()) && page.size() < size; i++) {
                after = next.get(i).id();
                FamilyView view = seen.get(after);
                if (view != null) {
                    page.add(view);
                }
            }
            boolean more = next.size() > size
                    || (!next.isEmpty() && !next.getLast().id().equals(after));
            if (!more || page.size() == size || looked + size >= MOST_LOOKED_AT) {
                return answers.of(new Page(page, more && after != null ? KeyCursor.after(after) : null));
            }
        }
    }

    /** One family; 404 where there is none of whom the caller is to see anybody. */
    @GetMapping("/{family}")
    ResponseEntity<FamilyView> family(@PathVariable String idOrSlug, @PathVariable String family) {
        Visitor visitor = legacies.visit(idOrSlug);
        Family found = new FamilyWalk(queries, visitor).find(family);
        FamilyView view = families.seen(visitor, List.of(found)).get(family);
        if (view == null) {
            throw LegacyRefusals.notFound("family", family);
        }
        return answers.of(view);
    }
}
