package dev.fabula.projection.legacy;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.LivingStatus;
import dev.fabula.contracts.legacy.PersonEvent.PersonAdded;
import dev.fabula.contracts.legacy.PersonEvent.PersonChanged;
import dev.fabula.contracts.legacy.PersonName;
import dev.fabula.contracts.legacy.Sex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a person; their id is the row's key.
 *
 * @param sortName by which lists are ordered: the surname, then the rest, in lower case
 * @param living what somebody said of it
 * @param bornBy the year in which they were born at the latest, as far as their own facts tell
 * @param died whether a fact says so
 * @param undecided ids of names and facts that may be somebody else's
 * @param mergedInto who they are told of as
 * @param consented whether they may be named though they live
 * @param imported the import that they came with
 * @param version the sequence of the last event
 * @param changing the import that last added or changed them; nothing where none did
 * @param before the row as it was before that import, which is what readers see until it is complete; nothing where they
 *     were not there
 */
record PersonRow(
        String legacy,
        String sortName,
        Sex sex,
        LivingStatus living,
        List<PersonName> names,
        List<LifeFact> facts,
        List<String> notes,
        List<String> more,
        List<String> sources,
        List<String> undecided,
        @Nullable Integer bornBy,
        boolean died,
        @Nullable String mergedInto,
        boolean consentAsked,
        boolean consented,
        @Nullable String imported,
        Instant addedAt,
        Instant changedAt,
        long version,
        @Nullable String changing,
        @Nullable PersonRow before) {

    private static final int LONGEST_SORT_NAME = 200;

    static PersonRow of(PersonAdded added, Recorded<DomainEvent> recorded) {
        Lifetime lifetime = Lifetime.of(added.facts());
        return new PersonRow(
                added.legacy().value(),
                sortName(added.names()),
                added.sex(),
                added.living(),
                added.names(),
                added.facts(),
                added.notes(),
                added.more(),
                added.sources(),
                List.of(),
                lifetime.bornBy(),
                lifetime.died(),
                null,
                false,
                false,
                added.imported(),
                recorded.at(),
                recorded.at(),
                recorded.sequence(),
                added.imported(),
                null);
    }

    /** Of the first name; a full name has its surname between slashes. */
    private static String sortName(List<PersonName> names) {
        if (names.isEmpty()) {
            return "";
        }
        PersonName first = names.getFirst();
        String full = first.full();
        int begin = full.indexOf('/');
        int end = full.indexOf('/', begin + 1);
        String surname = first.surname();
        String rest = full;
        if (begin >= 0 && end > begin) {
            surname = surname == null ? full.substring(begin + 1, end) : surname;
            rest = full.substring(0, begin) + full.substring(end + 1);
        }
        String name = ((surname == null ? "" : surname) + ' ' + rest).strip().toLowerCase(Locale.ROOT);
        return name.substring(0, Math.min(name.length(), LONGEST_SORT_NAME));
    }

    PersonRow changed(PersonChanged changed) {
        return new PersonRow(
                        legacy,
                        sortName,
                        Objects.requireNonNullElse(changed.sex(), sex),
                        Objects.requireNonNullElse(changed.living(), living),
                        names,
                        facts,
                        Objects.requireNonNullElse(changed.notes(), notes),
                        Objects.requireNonNullElse(changed.more(), more),
                        Objects.requireNonNullElse(changed.sources(), sources),
                        undecided,
                        bornBy,
                        died,
                        mergedInto,
                        consentAsked,
                        consented,
                        imported,
                        addedAt,
                        changedAt,
                        version,
                        changing,
                        before)
                .without(changed.removed())
                .with(changed.names(), changed.facts());
    }

    /** Each in the place of the one with its id, or behind all others. */
    PersonRow with(List<PersonName> someNames, List<LifeFact> someFacts) {
        return parts(put(names, someNames, PersonName::id), put(facts, someFacts, LifeFact::id), undecided);
    }

    PersonRow without(List<String> gone) {
        return parts(
                names.stream().filter(name -> !gone.contains(name.id())).toList(),
                facts.stream().filter(fact -> !gone.contains(fact.id())).toList(),
                undecided.stream().filter(part -> !gone.contains(part)).toList());
    }

    PersonRow leavingUndecided(List<String> more) {
        List<String> all = new ArrayList<>(undecided);
        all.addAll(more);
        return parts(names, facts, all);
    }

    PersonRow decided(String part) {
        return parts(
                names,
                facts,
                undecided.stream().filter(each -> !each.equals(part)).toList());
    }

    private static <T> List<T> put(List<T> there, List<T> some, Function<T, String> id) {
        List<T> all = new ArrayList<>(there);
        for (T each : some) {
            int place = 0;
            while (place < all.size() && !id.apply(all.get(place)).equals(id.apply(each))) {
                place++;
            }
            if (place < all.size()) {
                all.set(place, each);
            } else {
                all.add(each);
            }
        }
        return all;
    }

    private PersonRow parts(List<PersonName> newNames, List<LifeFact> newFacts, List<String> newUndecided) {
        Lifetime lifetime = Lifetime.of(newFacts);
        return new PersonRow(
                legacy,
                sortName(newNames),
                sex,
                living,
                newNames,
                newFacts,
                notes,
                more,
                sources,
                newUndecided,
                lifetime.bornBy(),
                lifetime.died(),
                mergedInto,
                consentAsked,
                consented,
                imported,
                addedAt,
                changedAt,
                version,
                changing,
                before);
    }

    PersonRow mergedInto(@Nullable String into) {
        return status(into, consentAsked, consented, changedAt, version);
    }

    PersonRow asked() {
        return status(mergedInto, true, consented, changedAt, version);
    }

    PersonRow consenting(boolean consents) {
        return status(mergedInto, consentAsked, consents, changedAt, version);
    }

    PersonRow touched(Recorded<DomainEvent> recorded) {
        return status(mergedInto, consentAsked, consented, recorded.at(), recorded.sequence());
    }

    private PersonRow status(
            @Nullable String newInto, boolean newAsked, boolean newConsented, Instant newChanged, long newVersion) {
        return new PersonRow(
                legacy,
                sortName,
                sex,
                living,
                names,
                facts,
                notes,
                more,
                sources,
                undecided,
                bornBy,
                died,
                newInto,
                newAsked,
                newConsented,
                imported,
                addedAt,
                newChanged,
                newVersion,
                changing,
                before);
    }

    /** Before an import changes it; what it changes first is what they were before it. */
    PersonRow changedBy(String importing) {
        return importing.equals(changing) ? this : since(importing, since(null, null));
    }

    /** With something else before the import that changes it. */
    PersonRow with(PersonRow newBefore) {
        return since(changing, newBefore);
    }

    private PersonRow since(@Nullable String newChanging, @Nullable PersonRow newBefore) {
        return new PersonRow(
                legacy,
                sortName,
                sex,
                living,
                names,
                facts,
                notes,
                more,
                sources,
                undecided,
                bornBy,
                died,
                mergedInto,
                consentAsked,
                consented,
                imported,
                addedAt,
                changedAt,
                version,
                newChanging,
                newBefore);
    }
}
