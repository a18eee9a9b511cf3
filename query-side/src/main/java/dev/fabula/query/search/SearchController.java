package dev.fabula.query.search;

import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.query.ReadsFrom;
import dev.fabula.query.legacy.LegaciesInView;
import dev.fabula.query.legacy.ReachQueries;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Finds what the caller may read, and nothing else. */
@RestController
@Conditional(WithSearch.class)
@ReadsFrom({
    "chunks",
    "search-stories",
    "search-people",
    "search-story-sessions",
    "legacy",
    "gedcom-import",
    "person",
    "relationship",
    "legacy-story",
    "story-revision",
    "story-session",
    "story-beat"
})
class SearchController {

    private static final int MOST_LEGACIES = 50;

    private final Searching searching;
    private final ReachQueries reach;
    private final SearchProperties settings;

    SearchController(Searching searching, ReachQueries reach, SearchProperties settings) {
        this.searching = searching;
        this.reach = reach;
        this.settings = settings;
    }

    /**
     * Stories, people and story sessions, the best first.
     *
     * @param q words, with phrases in quotes; typing errors are forgiven where they are small
     * @param kinds story, person, session; all where none is named
     * @param mode keyword, semantic or hybrid
     * @param legacy ids or slugs; all that the caller may read where none is named, and their own sessions
     * @param from the first day, as 2026-03-01, of when things were written or began
     * @param to the last day
     * @param explain whether each hit says why it is where it is
     * @param cursor where the page before said to go on
     * @param limit hits a page
     */
    @GetMapping("/api/search")
    ResponseEntity<SearchResult> search(
            @RequestParam String q,
            @RequestParam(required = false) @Nullable List<String> kinds,
            @RequestParam(defaultValue = "hybrid") String mode,
            @RequestParam(required = false) @Nullable List<String> legacy,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "false") boolean explain,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        if (limit < 1 || limit > settings.pageSize()) {
            throw bad("limit is 1 to " + settings.pageSize() + " (fabula.search.page-size)");
        }
        LegaciesInView legacies = reach.legacies();
        Caller caller = Caller.required();
        Question question = new Question(
                QueryText.of(q, settings),
                kinds(kinds),
                mode(mode),
                legacies(legacies, legacy),
                day("from", from),
                day("to", to),
                caller.tenant().value(),
                caller.actor().value(),
                reach.reach(reach.folded()));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(searching.search(question, legacies, cursor, limit, explain));
    }

    private static Set<Kind> kinds(@Nullable List<String> wanted) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        if (wanted == null || wanted.isEmpty()) {
            return EnumSet.allOf(Kind.class);
        }
        for (String each : wanted) {
            kinds.add(Arrays.stream(Kind.values())
                    .filter(kind -> kind.wireName().equals(each.strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> bad("kinds are story, person, session")));
        }
        return kinds;
    }

    private static Mode mode(String wanted) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.wireName().equals(wanted))
                .findFirst()
                .orElseThrow(() -> bad("mode is keyword, semantic or hybrid"));
    }

    /** Such as the caller may read; any other is answered as it is everywhere else. */
    private static Set<String> legacies(LegaciesInView legacies, @Nullable List<String> wanted) {
        Set<String> ids = new TreeSet<>();
        if (wanted == null) {
            return ids;
        }
        if (wanted.size() > MOST_LEGACIES) {
            throw bad("legacy names at most " + MOST_LEGACIES);
        }
        wanted.forEach(each -> ids.add(legacies.named(each)));
        return ids;
    }

    private static @Nullable LocalDate day(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1 && day.getYear() <= 9999) {
                return day;
            }
        } catch (DateTimeException malformed) {
            // Answered below.
        }
        throw bad(name + " is a day such as 2026-03-01");
    }

    private static ResponseStatusException bad(String detail) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, detail);
    }
}
