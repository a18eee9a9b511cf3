package dev.fabula.query.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.query.Answers;
import dev.fabula.query.KeyCursor;
import dev.fabula.query.PageSize;
import dev.fabula.query.ReadsFrom;
import dev.fabula.query.legacy.ConsentQueries.Step;
import dev.fabula.query.legacy.PeopleQueries.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which living people may be named, for whoever keeps their consents. */
@RestController("legacyConsents")
@RequestMapping("/api/legacies/{idOrSlug}/consents")
@ReadsFrom({"legacy", "gedcom-import", "person", "relationship", "legacy-audit"})
class ConsentsController {

    /** People who are looked at for one page, also where few of them live. */
    private static final int MOST_LOOKED_AT = 1_000;
    /** Of one person's consent; the last ones. */
    private static final int MOST_STEPS = 1_000;

    private static final int ULID = 26;

    private final LegacyQueries legacies;
    private final ConsentQueries consents;
    private final PeopleQueries people;
    private final Living living;
    private final PageSize sizes;
    private final Answers answers;

    ConsentsController(
            LegacyQueries legacies,
            ConsentQueries consents,
            PeopleQueries people,
            Living living,
            PageSize sizes,
            Answers answers) {
        this.legacies = legacies;
        this.consents = consents;
        this.people = people;
        this.living = living;
        this.sizes = sizes;
        this.answers = answers;
    }

    record Entry(String person, String name, ConsentState state) {}

    /** @param cursor where to go on; nothing at the end */
    record Consents(List<Entry> consents, @Nullable String cursor) {}

    /**
     * @param mergedInto who they are told of as, and whose consent counts
     * @param history who asked, granted and withdrew, the first first; what was said with it is not told
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Consent(
            String person,
            String name,
            boolean living,
            ConsentState state,
            @Nullable String mergedInto,
            List<Step> history) {}

    /**
     * The living, by surname. A page may be short, even empty, and the list go on, where few live.
     *
     * @param state unasked, asked, consented; nothing for all
     * @param cursor of the page before
     * @param limit people at most, 1 to fabula.query.page-size
     */
    @GetMapping
    ResponseEntity<Consents> list(
            @PathVariable String idOrSlug,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        Visitor visitor = legacies.visit(idOrSlug).require(LegacyRight.KEEP_CONSENTS);
        int size = sizes.of(limit);
        ConsentState wanted = state == null ? null : ConsentState.named(state);
        Place after = cursor == null ? null : place(KeyCursor.key(cursor));
        List<Entry> page = new ArrayList<>();
        for (int looked = size; ; looked += size) {
            List<Place> found = consents.notDead(visitor, wanted, after, size + 1);
            boolean more = found.size() > size;
            List<String> ids = found.stream().limit(size).map(Place::person).toList();
            Map<String, PersonRow> rows = people.all(visitor.imports(), ids);
            Set<String> alive = living.living(visitor, rows.values());
            for (Place place : found.subList(0, ids.size())) {
                if (page.size() == size) {
                    more = true;
                    break;
                }
                after = place;
                PersonRow row = rows.get(place.person());
                if (row != null
                        && alive.contains(place.person())
                        && (wanted == null || ConsentState.of(row) == wanted)) {
                    page.add(new Entry(row.person(), PersonView.name(row), ConsentState.of(row)));
                }
            }
            if (!more || page.size() == size || looked >= MOST_LOOKED_AT) {
                return answers.of(new Consents(page, more && after != null ? key(after) : null));
            }
        }
    }

    private static String key(Place place) {
        return KeyCursor.after(place.person() + place.sortName());
    }

    private static Place place(String key) {
        if (key.length() < ULID) {
            throw KeyCursor.foreign();
        }
        return new Place(key.substring(ULID), key.substring(0, ULID));
    }

    /** One person's consent, and how it came to stand where it does. */
    @GetMapping("/{person}")
    ResponseEntity<Consent> consent(@PathVariable String idOrSlug, @PathVariable String person) {
        Visitor visitor = legacies.visit(idOrSlug).require(LegacyRight.KEEP_CONSENTS);
        String legacy = visitor.legacy().legacy();
        PersonRow row = people.find(visitor, person).orElseThrow(() -> LegacyRefusals.notFound("person", person));
        return answers.of(new Consent(
                row.person(),
                PersonView.name(row),
                !living.living(visitor, List.of(row)).isEmpty(),
                ConsentState.of(row),
                row.mergedInto(),
                consents.history(legacy, person, MOST_STEPS)));
    }
}
