package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.LegacyRefusals;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** People as the caller may see them, for whoever knows them by id alone; who is not to be seen is not there. */
@Component
public class PeopleInView {

    private static final int MOST_MERGES = 8;

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
     * The legacy that tells of a person, for one request: all that it tells is of one state.
     *
     * @throws dev.fabula.contracts.command.CommandRefusedException where there is none that the caller may see
     */
    public View around(String person) {
        return new View(
                legacies.visit(people.legacyOf(person).orElseThrow(() -> LegacyRefusals.notFound("person", person))));
    }

    /** The people of a legacy that the request has entered; nothing where the caller may not read it. */
    public @Nullable View in(LegaciesInView entered, String legacy) {
        Visitor visitor = entered.visitor(legacy);
        return visitor == null ? null : new View(visitor);
    }

    /** The people of one legacy. */
    public final class View {

        private final Visitor visitor;

        private View(Visitor visitor) {
            this.visitor = visitor;
        }

        /** Imports of which people and what joins them are seen. */
        public Set<String> imports() {
            return visitor.imports().ids();
        }

        /** The position at which the last of these imports was complete; 0 where there is none. */
        public long importedUpTo() {
            return visitor.imports().upTo();
        }

        /**
         * A person, or whom they are told of as; also of another legacy, as it is seen at this moment.
         *
         * @throws dev.fabula.contracts.command.CommandRefusedException where there is nobody whom the caller may see
         */
        public Seen find(String person) {
            String id = person;
            for (int merges = 0; merges < MOST_MERGES; merges++) {
                PersonRow row = people.find(visitor, id).orElse(null);
                if (row == null) {
                    break;
                }
                if (row.mergedInto() == null) {
                    if (!living.hidden(visitor, List.of(row)).isEmpty()) {
                        break;
                    }
                    return seen(row);
                }
                id = row.mergedInto();
            }
            View other = around(person);
            if (other.visitor.legacy().legacy().equals(visitor.legacy().legacy())) {
                throw LegacyRefusals.notFound("person", person);
            }
            return other.find(person);
        }

        /** Those of some people who are there and to be seen, by id. */
        public Map<String, Seen> of(Collection<String> some) {
            Map<String, PersonRow> rows = people.all(visitor.imports(), some);
            rows.values().removeIf(row -> !row.legacy().equals(visitor.legacy().legacy()) || row.mergedInto() != null);
            Set<String> hidden = living.hidden(visitor, rows.values());
            Map<String, Seen> seen = new HashMap<>();
            rows.values().stream()
                    .filter(row -> !hidden.contains(row.person()))
                    .forEach(row -> seen.put(row.person(), seen(row)));
            return seen;
        }
    }

    private static Seen seen(PersonRow row) {
        return new Seen(row.person(), row.legacy(), PersonView.name(row), row.sex());
    }
}
