package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.LegacyRefusals;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** People as the caller may see them, for whoever knows them by id alone; who is not to be seen is not there. */
@Component
public class PeopleInView {

    private final LegacyQueries legacies;
    private final PeopleQueries people;
    private final Living living;

    PeopleInView(LegacyQueries legacies, PeopleQueries people, Living living) {
        this.legacies = legacies;
        this.people = people;
        this.living = living;
    }

    /** @param sex male, female, other, unknown */
    public record Seen(String person, String legacy, String name, String sex) {}

    /**
     * A person, or whom they are told of as.
     *
     * @throws dev.fabula.contracts.command.CommandRefusedException where there is nobody whom the caller may see
     */
    public Seen find(String person) {
        String id = person;
        for (int merges = 0; merges < 8; merges++) {
            PersonRow row = people.all(List.of(id)).get(id);
            if (row == null) {
                break;
            }
            if (row.mergedInto() == null) {
                Visitor visitor = legacies.visit(row.legacy());
                if (!living.hidden(visitor, List.of(row)).isEmpty()) {
                    break;
                }
                return seen(row);
            }
            id = row.mergedInto();
        }
        throw LegacyRefusals.notFound("person", person);
    }

    /** Those of the people of a legacy who are there and to be seen, by id. */
    public Map<String, Seen> of(String legacy, Collection<String> some) {
        Visitor visitor = legacies.visit(legacy);
        Map<String, PersonRow> rows = people.all(some);
        rows.values().removeIf(row -> !row.legacy().equals(legacy) || row.mergedInto() != null);
        Set<String> hidden = living.hidden(visitor, rows.values());
        Map<String, Seen> seen = new HashMap<>();
        rows.values().stream()
                .filter(row -> !hidden.contains(row.person()))
                .forEach(row -> seen.put(row.person(), seen(row)));
        return seen;
    }

    private static Seen seen(PersonRow row) {
        return new Seen(row.person(), row.legacy(), PersonView.name(row), row.sex());
    }
}
