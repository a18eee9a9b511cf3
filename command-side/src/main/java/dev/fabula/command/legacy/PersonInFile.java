package dev.fabula.command.legacy;

import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.PersonCommand.ImportPerson;
import dev.fabula.contracts.legacy.PersonEvent.PersonAdded;
import dev.fabula.contracts.legacy.PersonEvent.PersonChanged;
import dev.fabula.contracts.legacy.PersonName;
import dev.fabula.contracts.legacy.Sex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the last file told of a person. A newer one is compared with it and not with what is there, so that what was edited
 * by hand stays unless the file has changed it, too.
 */
final class PersonInFile {

    private final Map<String, PersonName> names = new HashMap<>();
    private final Map<String, LifeFact> facts = new HashMap<>();
    private @Nullable Sex sex;
    private List<String> notes = List.of();
    private List<String> more = List.of();
    private List<String> sources = List.of();
    private @Nullable String addedBy;
    private @Nullable String changedBy;

    void on(PersonAdded added) {
        if (added.imported() == null) {
            return;
        }
        addedBy = added.imported();
        sex = added.sex();
        notes = added.notes();
        more = added.more();
        sources = added.sources();
        put(added.names(), added.facts());
    }

    void on(PersonChanged changed) {
        if (changed.imported() == null) {
            return;
        }
        changedBy = changed.imported();
        sex = changed.sex() == null ? sex : changed.sex();
        notes = changed.notes() == null ? notes : changed.notes();
        more = changed.more() == null ? more : changed.more();
        sources = changed.sources() == null ? sources : changed.sources();
        changed.removed().forEach(part -> {
            names.remove(part);
            facts.remove(part);
        });
        put(changed.names(), changed.facts());
    }

    private void put(List<PersonName> someNames, List<LifeFact> someFacts) {
        someNames.forEach(name -> names.put(name.id(), name));
        someFacts.forEach(fact -> facts.put(fact.id(), fact));
    }

    /** What an import has led to so far, where nothing is to be done any more. */
    ImportOutcome led(String imported) {
        if (imported.equals(addedBy)) {
            return ImportOutcome.ADDED;
        }
        return imported.equals(changedBy) ? ImportOutcome.CHANGED : ImportOutcome.UNCHANGED;
    }

    /** What a file tells that the one before it did not; parts that were removed by hand are not there to be removed. */
    PersonChanged changes(ImportPerson told, Parts parts, List<String> notesNow) {
        Set<String> tells = Stream.concat(
                        told.names().stream().map(PersonName::id),
                        told.facts().stream().map(LifeFact::id))
                .collect(Collectors.toSet());
        List<String> removed = Stream.concat(names.keySet().stream(), facts.keySet().stream())
                .filter(part -> !tells.contains(part) && parts.has(part))
                .sorted()
                .toList();
        return new PersonChanged(
                told.person(),
                told.legacy(),
                unlessSame(told.sex(), sex),
                unlessSame(told.names(), names, PersonName::id),
                unlessSame(told.facts(), facts, LifeFact::id),
                removed,
                told.notes().equals(notes) ? null : withOwn(told.notes(), notesNow),
                null,
                unlessSame(told.more(), more),
                unlessSame(told.sources(), sources),
                null,
                told.imported());
    }

    /** Notes that no file has told stay behind those that this one tells. */
    private List<String> withOwn(List<String> told, List<String> notesNow) {
        List<String> all = new ArrayList<>(told);
        notesNow.stream()
                .filter(note -> !notes.contains(note) && !told.contains(note))
                .forEach(all::add);
        return all;
    }

    private static <T> @Nullable T unlessSame(T wanted, @Nullable T before) {
        return wanted.equals(before) ? null : wanted;
    }

    private static <T> List<T> unlessSame(List<T> wanted, Map<String, T> before, Function<T, String> id) {
        return wanted.stream()
                .filter(part -> !part.equals(before.get(id.apply(part))))
                .toList();
    }
}
