package dev.fabula.query.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.PersonName;
import dev.fabula.gedcom.GedcomDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person with their timeline and their next of kin. Of a living person whom an outsider is not to see there is the word
 * "Living", and nothing else.
 *
 * @param person nothing where they are not to be seen
 * @param name the usual one, or "Living"
 * @param facts in the order of their dates; those without one come last
 * @param undecided ids of names and facts that may be somebody else's; nothing where there are none
 * @param mergedInto who they are told of as; then there is nothing else
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PersonView(
        @Nullable String person,
        String name,
        @Nullable String sex,
        @Nullable Boolean living,
        @Nullable List<PersonName> names,
        @Nullable List<LifeFact> facts,
        @Nullable List<String> notes,
        @Nullable List<Relative> relatives,
        @Nullable List<String> undecided,
        @Nullable String mergedInto,
        @Nullable Boolean consented,
        @Nullable Long version) {

    static final String LIVING = "Living";
    private static final Comparator<LifeFact> BY_DATE = Comparator.comparing(
            fact -> GedcomDate.parse(fact.date() == null ? "" : fact.date()), GedcomDate.CHRONOLOGICAL);

    /**
     * Somebody that the person is joined to.
     *
     * @param as what they are to the person: parent, child, partner, associate
     * @param person nothing where they are not known or not to be seen
     * @param facts of partners; withheld with whom they are about
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Relative(
            String relationship,
            String as,
            @Nullable String person,
            String name,
            @Nullable String pedigree,
            @Nullable String role,
            @Nullable String family,
            @Nullable List<LifeFact> facts) {}

    static PersonView hidden() {
        return new PersonView(null, LIVING, null, null, null, null, null, null, null, null, null, null);
    }

    static PersonView mergedInto(PersonRow row, String into) {
        return new PersonView(row.person(), "", null, null, null, null, null, null, null, into, null, row.version());
    }

    static PersonView of(PersonRow row, List<String> notesOfMerged, boolean living, List<Relative> relatives) {
        return new PersonView(
                row.person(),
                name(row),
                row.sex(),
                living,
                row.names(),
                timeline(row.facts()),
                Stream.concat(row.notes().stream(), notesOfMerged.stream()).toList(),
                relatives,
                row.undecided().isEmpty() ? null : row.undecided(),
                null,
                row.consented(),
                row.version());
    }

    /** As they were told of, but for what other streams tell. */
    static PersonView then(PersonRow row) {
        return new PersonView(
                row.person(),
                name(row),
                row.sex(),
                null,
                row.names(),
                timeline(row.facts()),
                row.notes(),
                null,
                row.undecided().isEmpty() ? null : row.undecided(),
                null,
                row.consented(),
                row.version());
    }

    static List<LifeFact> timeline(List<LifeFact> facts) {
        return facts.stream().sorted(BY_DATE).toList();
    }

    /** As it is spoken: without the slashes around the surname. */
    static String name(PersonRow row) {
        return row.names().isEmpty()
                ? ""
                : row.names().getFirst().full().replace("/", "").strip();
    }
}
