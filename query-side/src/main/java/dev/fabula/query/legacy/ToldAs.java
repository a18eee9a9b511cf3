package dev.fabula.query.legacy;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whom people are told of as: themselves, or whoever they were merged into in the end. */
@Component
class ToldAs {

    /** One after the other; more than anybody goes through. */
    private static final int MOST_MERGES = 8;

    private final PeopleQueries people;

    ToldAs(PeopleQueries people) {
        this.people = people;
    }

    /** By the ids that were asked for; who is not there is left out. */
    Map<String, PersonRow> of(CompleteImports imports, Collection<String> ids) {
        Map<String, PersonRow> rows = people.all(imports, ids);
        Map<String, PersonRow> known = new HashMap<>(rows);
        for (int merges = 0; merges < MOST_MERGES; merges++) {
            Set<String> next = new HashSet<>();
            known.values().stream()
                    .map(PersonRow::mergedInto)
                    .filter(into -> into != null && !known.containsKey(into))
                    .forEach(next::add);
            if (next.isEmpty()) {
                break;
            }
            known.putAll(people.all(imports, next));
        }
        Map<String, PersonRow> told = new HashMap<>();
        for (String id : rows.keySet()) {
            PersonRow row = rows.get(id);
            for (int merges = 0; merges < MOST_MERGES && row != null && row.mergedInto() != null; merges++) {
                row = known.get(row.mergedInto());
            }
            if (row != null && row.mergedInto() == null) {
                told.put(id, row);
            }
        }
        return told;
    }
}
