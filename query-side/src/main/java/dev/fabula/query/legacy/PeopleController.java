package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.legacy.RelationshipKind;
import dev.fabula.query.Answers;
import dev.fabula.query.KeyCursor;
import dev.fabula.query.PageSize;
import dev.fabula.query.ReadsFrom;
import dev.fabula.query.legacy.PeopleQueries.Place;
import dev.fabula.query.legacy.PersonView.Relative;
import java.util.ArrayList;
import java.util.HashSet;
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

/** The people of a legacy. */
@RestController("legacyPeople")
@RequestMapping("/api/legacies/{idOrSlug}/people")
@ReadsFrom({"legacy", "gedcom-import", "person", "relationship"})
class PeopleController {

    /** Of one person; more than anybody has. */
    private static final int MOST_RELATIVES = 1_000;

    private final LegacyQueries legacies;
    private final PeopleQueries people;
    private final Living living;
    private final PageSize sizes;
    private final Answers answers;

    PeopleController(LegacyQueries legacies, PeopleQueries people, Living living, PageSize sizes, Answers answers) {
        this.legacies = legacies;
        this.people = people;
        this.living = living;
        this.sizes = sizes;
        this.answers = answers;
    }

    record Entry(
            String person,
            String name,
            String sex,
            @Nullable Integer bornBy,
            boolean died) {}

    /** @param cursor where to go on; nothing at the end */
    record People(List<Entry> people, @Nullable String cursor) {}

    /**
     * By surname. Whom an outsider is not to see is left out, because a place among the others would tell of a name.
     *
     * @param q how the surname begins
     * @param cursor of the page before
     * @param limit people at most, 1 to fabula.query.page-size
     */
    @GetMapping
    ResponseEntity<People> list(
            @PathVariable String idOrSlug,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        Visitor visitor = legacies.visit(idOrSlug);
        int size = sizes.of(limit);
        Place after = cursor == null ? null : place(KeyCursor.key(cursor));
        List<Entry> page = new ArrayList<>();
        while (true) {
            List<PersonRow> rows = people.list(visitor, q, after, size + 1);
            Set<String> hidden = living.hidden(visitor, rows);
            for (PersonRow row : rows) {
                if (page.size() == size) {
                    return answers.of(new People(page, after == null ? null : key(after)));
                }
                after = new Place(row.sortName(), row.person());
                if (!hidden.contains(row.person())) {
                    page.add(new Entry(row.person(), PersonView.name(row), row.sex(), row.bornBy(), row.died()));
                }
            }
            if (rows.size() <= size) {
                return answers.of(new People(page, null));
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

    private static final int ULID = 26;

    /** A person with what is told of them, in order, and their next of kin. */
    @GetMapping("/{person}")
    ResponseEntity<PersonView> person(@PathVariable String idOrSlug, @PathVariable String person) {
        Visitor visitor = legacies.visit(idOrSlug);
        PersonRow row = people.find(visitor, person).orElseThrow(() -> LegacyRefusals.notFound("person", person));
        if (!living.hidden(visitor, List.of(row)).isEmpty()) {
            return answers.of(PersonView.hidden());
        }
        if (row.mergedInto() != null) {
            return answers.of(PersonView.mergedInto(row, row.mergedInto()), row.version());
        }
        boolean lives = !living.living(visitor, List.of(row)).isEmpty();
        return answers.of(
                PersonView.of(row, people.notesOfMerged(visitor.imports(), person), lives, relatives(visitor, person)),
                row.version());
    }

    private List<Relative> relatives(Visitor visitor, String person) {
        List<RelationshipRow> joined = people.of(visitor.imports(), person, MOST_RELATIVES);
        Set<String> others = new HashSet<>();
        joined.forEach(row -> {
            others.add(row.from());
            if (row.to() != null) {
                others.add(row.to());
            }
        });
        Map<String, PersonRow> rows = people.all(visitor.imports(), others);
        Set<String> hidden = living.hidden(visitor, rows.values());
        List<Relative> relatives = new ArrayList<>();
        for (RelationshipRow row : joined) {
            boolean isFrom = row.from().equals(person);
            String other = isFrom ? row.to() : row.from();
            PersonRow told = other == null ? null : rows.get(other);
            if (other != null && (told == null || other.equals(person))) {
                // Removed, or merged into this very person.
                continue;
            }
            boolean seen = other == null || !hidden.contains(other);
            relatives.add(new Relative(
                    row.relationship(),
                    as(row.kind(), isFrom),
                    seen ? other : null,
                    told == null ? "" : seen ? PersonView.name(told) : PersonView.LIVING,
                    row.pedigree(),
                    row.role(),
                    row.family(),
                    seen ? PersonView.timeline(row.facts()) : null));
        }
        return relatives;
    }

    private static String as(RelationshipKind kind, boolean isFrom) {
        return switch (kind) {
            case PARENT_CHILD -> isFrom ? "child" : "parent";
            case PARTNER -> "partner";
            case ASSOCIATION -> "associate";
        };
    }
}
