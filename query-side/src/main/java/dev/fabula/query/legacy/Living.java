package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.contracts.legacy.LivingStatus;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Who lives, as far as anybody can tell, and is not to be named to outsiders. What somebody said of it counts most; then a
 * death; then a birth, of the person or as their family's generations leave room for it, that is longer ago than people
 * live. Of whom nothing is known is taken to live: who is hidden for nothing loses less than who is shown for nothing.
 */
@Component
class Living {

    /** Years that people live. */
    private static final int LONGEST_LIFE = 110;
    /** Years between a parent and a child, at least and at most. */
    private static final int YOUNGEST_PARENT = 12;

    private static final int OLDEST_PARENT = 80;
    private static final int GENERATIONS = 4;

    private final PeopleQueries people;
    private final Clock clock = Clock.systemUTC();

    Living(PeopleQueries people) {
        this.people = people;
    }

    /** Those of the people whom this visitor is not to see. */
    Set<String> hidden(Visitor visitor, Collection<PersonRow> some) {
        if (visitor.may(LegacyRight.SEE_LIVING)) {
            return Set.of();
        }
        Set<String> hidden = living(visitor, some);
        some.stream().filter(PersonRow::consented).map(PersonRow::person).forEach(hidden::remove);
        return hidden;
    }

    Set<String> living(Visitor visitor, Collection<PersonRow> some) {
        int year = LocalDate.now(clock.withZone(ZoneOffset.UTC)).getYear() - LONGEST_LIFE;
        Set<String> living = new HashSet<>();
        List<String> unsure = some.stream()
                .filter(person -> person.living() == LivingStatus.INFERRED && !person.died())
                .filter(person -> person.bornBy() == null || person.bornBy() > year)
                .map(PersonRow::person)
                .toList();
        Map<String, Integer> bornBy = people.bornByFamily(visitor.imports(), unsure, GENERATIONS, YOUNGEST_PARENT, OLDEST_PARENT);
        for (String person : unsure) {
            Integer born = bornBy.get(person);
            if (born == null || born > year) {
                living.add(person);
            }
        }
        some.stream()
                .filter(person -> person.living() == LivingStatus.LIVING)
                .map(PersonRow::person)
                .forEach(living::add);
        return living;
    }
}
