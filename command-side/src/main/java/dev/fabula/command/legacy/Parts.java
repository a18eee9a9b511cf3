package dev.fabula.command.legacy;

import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.PersonEvent.PartAttributed;
import dev.fabula.contracts.legacy.PersonEvent.PersonChanged;
import dev.fabula.contracts.legacy.PersonEvent.PersonsMerged;
import dev.fabula.contracts.legacy.PersonEvent.PersonsUnmerged;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.PersonName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Names and facts of a person, and where each came from: from the person, from one who was merged into them, or from
 * nobody knows whom, because it came when two were told of as one and nobody has said of which.
 */
final class Parts {

    private final Map<String, PersonName> names = new LinkedHashMap<>();
    private final Map<String, LifeFact> facts = new LinkedHashMap<>();
    /** Of parts that are there and of parts that were removed while people were merged. */
    private final Map<String, PersonId> origins = new HashMap<>();
    /** Who is told of here, in the order of the merges, with the parts of nobody knows whom that have come since. */
    private final Map<PersonId, Set<String>> merged = new LinkedHashMap<>();
    /** Parts that stayed after people were told apart again, with whom else they may belong to. */
    private final Map<String, PersonId> undecided = new LinkedHashMap<>();

    Map<String, PersonName> names() {
        return names;
    }

    Map<String, LifeFact> facts() {
        return facts;
    }

    Map<String, PersonId> undecided() {
        return undecided;
    }

    boolean has(String part) {
        return names.containsKey(part) || facts.containsKey(part);
    }

    boolean isMerged(PersonId person) {
        return merged.containsKey(person);
    }

    List<PersonName> namesOf(PersonId origin) {
        return names.values().stream()
                .filter(name -> cameFrom(origin).test(name.id()))
                .toList();
    }

    List<LifeFact> factsOf(PersonId origin) {
        return facts.values().stream()
                .filter(fact -> cameFrom(origin).test(fact.id()))
                .toList();
    }

    /** Parts that came from them and are not told any more. */
    List<String> goneOf(PersonId origin) {
        return origins.keySet().stream()
                .filter(cameFrom(origin))
                .filter(part -> !has(part))
                .sorted()
                .toList();
    }

    private Predicate<String> cameFrom(PersonId origin) {
        return part -> origin.equals(origins.get(part));
    }

    /** Parts that came since the merge and may be the one's or the other's. */
    List<String> undecidedBetween(PersonId person, PersonId other) {
        List<String> between = new ArrayList<>();
        for (String part : merged.getOrDefault(other, Set.of())) {
            if (has(part) && origins.get(part) == null) {
                between.add(part);
            }
        }
        return between;
    }

    void put(List<PersonName> someNames, List<LifeFact> someFacts, @Nullable PersonId origin) {
        someNames.forEach(name -> {
            names.put(name.id(), name);
            cameFrom(name.id(), origin);
        });
        someFacts.forEach(fact -> {
            facts.put(fact.id(), fact);
            cameFrom(fact.id(), origin);
        });
    }

    /** What a part was first stays what it was, however it is changed. */
    private void cameFrom(String part, @Nullable PersonId origin) {
        if (origin != null) {
            origins.putIfAbsent(part, origin);
        } else if (!origins.containsKey(part)) {
            merged.values().forEach(since -> since.add(part));
        }
    }

    void remove(String part) {
        names.remove(part);
        facts.remove(part);
        undecided.remove(part);
        if (merged.isEmpty()) {
            origins.remove(part);
        }
    }

    void change(PersonChanged changed) {
        PersonId origin = changed.about();
        if (origin == null && merged.isEmpty()) {
            origin = changed.person();
        }
        changed.removed().forEach(this::remove);
        put(changed.names(), changed.facts(), origin);
    }

    void merge(PersonsMerged event) {
        put(event.names(), event.facts(), event.merged());
        merged.put(event.merged(), new LinkedHashSet<>());
    }

    void unmerge(PersonsUnmerged event) {
        event.returned().forEach(part -> {
            names.remove(part);
            facts.remove(part);
        });
        origins.values().removeIf(event.merged()::equals);
        merged.remove(event.merged());
        event.undecided().forEach(part -> undecided.put(part, event.merged()));
        if (merged.isEmpty()) {
            origins.keySet().removeIf(part -> !has(part));
        }
    }

    void attribute(PartAttributed event) {
        undecided.remove(event.part());
        if (event.belongsTo().equals(event.person())) {
            origins.put(event.part(), event.person());
        } else {
            names.remove(event.part());
            facts.remove(event.part());
        }
    }
}
