package dev.fabula.query.legacy;

import dev.fabula.query.legacy.Families.Family;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The families of a visitor, one after the other: those that have a name, in the order of their names, which costs no more
 * than what is read of them; then those that were joined by hand, for whom all that was joined by hand is read once.
 */
final class FamilyWalk {

    /** Relationships of a legacy that name no family. */
    static final int MOST_BY_HAND = 100_000;

    private final FamilyQueries families;
    private final Visitor visitor;
    private @Nullable SortedMap<String, List<String>> byHand;

    FamilyWalk(FamilyQueries families, Visitor visitor) {
        this.families = families;
        this.visitor = visitor;
    }

    /**
     * @param after the id before the first one; nothing for the beginning
     * @return fewer only at the end
     */
    List<Family> next(@Nullable String after, int most) {
        List<Family> next = new ArrayList<>();
        if (after == null || !after.startsWith(ByHand.MARK)) {
            next.addAll(named(families.names(visitor, after, most)));
        }
        if (next.size() < most) {
            SortedMap<String, List<String>> rest =
                    byHand().tailMap(after != null && after.startsWith(ByHand.MARK) ? after + '\0' : ByHand.MARK);
            next.addAll(joined(rest, most - next.size()));
        }
        return next;
    }

    private List<Family> named(List<String> names) {
        Map<String, List<JoinedRow>> rows = new HashMap<>();
        families.named(visitor, names)
                .forEach(row -> rows.computeIfAbsent(String.valueOf(row.family()), _ -> new ArrayList<>())
                        .add(row));
        return names.stream()
                .map(name -> new Family(name, rows.getOrDefault(name, List.of())))
                .toList();
    }

    /** The one of that id; without anything that joins it, where there is none. */
    Family find(String id) {
        if (!id.startsWith(ByHand.MARK)) {
            return named(List.of(id)).getFirst();
        }
        List<String> joined = byHand().getOrDefault(id, List.of());
        return new Family(id, joined.isEmpty() ? List.of() : families.all(visitor, joined));
    }

    private List<Family> joined(SortedMap<String, List<String>> some, int most) {
        List<Map.Entry<String, List<String>>> page =
                some.entrySet().stream().limit(most).toList();
        Map<String, JoinedRow> rows = new HashMap<>();
        families.all(
                        visitor,
                        page.stream().flatMap(each -> each.getValue().stream()).toList())
                .forEach(row -> rows.put(row.relationship(), row));
        return page.stream()
                .map(each -> new Family(
                        each.getKey(),
                        each.getValue().stream()
                                .filter(rows::containsKey)
                                .map(rows::get)
                                .toList()))
                .toList();
    }

    private SortedMap<String, List<String>> byHand() {
        if (byHand == null) {
            List<JoinedRow> rows = families.byHand(visitor, MOST_BY_HAND + 1);
            if (rows.size() > MOST_BY_HAND) {
                throw new ResponseStatusException(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "more than " + MOST_BY_HAND + " relationships of this legacy name no family");
            }
            Map<String, String> merges = families.merges(visitor);
            byHand = rows.isEmpty()
                    ? new TreeMap<>()
                    : ByHand.families(
                            visitor.legacy().legacy(),
                            rows.stream().map(row -> told(row, merges)).toList());
        }
        return byHand;
    }

    private static JoinedRow told(JoinedRow row, Map<String, String> merges) {
        return new JoinedRow(
                row.relationship(),
                row.kind(),
                told(row.from(), merges),
                row.to() == null ? null : told(row.to(), merges),
                row.pedigree(),
                row.role(),
                row.family(),
                row.place(),
                row.facts(),
                row.version());
    }

    private static String told(String person, Map<String, String> merges) {
        String told = person;
        // Nobody is merged into themselves; the count is for a read model that says so nevertheless.
        for (int steps = 0; steps < merges.size(); steps++) {
            String into = merges.get(told);
            if (into == null) {
                break;
            }
            told = into;
        }
        return told;
    }
}
