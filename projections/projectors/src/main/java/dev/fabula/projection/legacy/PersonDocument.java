package dev.fabula.projection.legacy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.fabula.contracts.event.PersonalData;
import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.PersonName;
import dev.fabula.gedcom.GedcomDate;
import dev.fabula.gedcom.GedcomDays;
import dev.fabula.projection.elasticsearch.DocumentMapping;
import dev.fabula.readschema.ReadSearch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be found of a person, as they are or as they were before the import that changed them last.
 *
 * @param access always {@code readers}: whom not all readers may see is not here
 * @param title their first name, in one piece
 * @param names all of them, and their parts
 * @param places where something happened to them
 * @param facts the kinds of what is known of them
 * @param years in which something happened to them, as far as these are years of people
 * @param changing the import that changed them last; nothing where none did
 * @param before whether this is what they were before it
 * @param told everything that was told of them, which is not kept
 */
record PersonDocument(
        String person,
        String kind,
        String legacy,
        String access,

        @PersonalData(subject = "person") @Nullable String title,

        @PersonalData(subject = "person") List<String> names,
        @PersonalData(subject = "person") List<String> places,
        @PersonalData(subject = "person") List<String> facts,
        @PersonalData(subject = "person") List<Integer> years,
        @Nullable String changing,
        boolean before,
        @Nullable Instant date,
        @Nullable Instant changedAt,
        @JsonIgnore @Nullable PersonRow told) {

    static final DocumentMapping<PersonDocument> MAPPING =
            DocumentMapping.of(PersonDocument.class, ReadSearch.PEOPLE, ReadSearch.index(ReadSearch.PEOPLE));

    private static final String KIND = "person";
    private static final String ACCESS = "readers";
    /** Years in one document, at most; the earliest. */
    private static final int MOST_YEARS = 200;

    /** Nothing can be found, not even that they have a name. */
    static PersonDocument hidden(String person, PersonRow told) {
        return new PersonDocument(
                person,
                KIND,
                told.legacy(),
                ACCESS,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                false,
                null,
                null,
                told);
    }

    /**
     * What readers find.
     *
     * @param row as they are, or as they were
     * @param told as they are
     */
    static PersonDocument of(String person, PersonRow row, PersonRow told, boolean before) {
        Set<String> names = new LinkedHashSet<>();
        row.names().forEach(name -> names.addAll(parts(name)));
        Set<String> places = new LinkedHashSet<>();
        Set<String> kinds = new TreeSet<>();
        TreeSet<Integer> years = new TreeSet<>();
        for (LifeFact fact : row.facts()) {
            kinds.add(fact.kind());
            if (fact.place() != null) {
                places.add(fact.place());
            }
            years.addAll(years(fact.date()));
        }
        return new PersonDocument(
                person,
                KIND,
                row.legacy(),
                ACCESS,
                plain(row.names().getFirst().full()),
                List.copyOf(names),
                List.copyOf(places),
                List.copyOf(kinds),
                years.stream().limit(MOST_YEARS).toList(),
                told.changing(),
                before,
                row.addedAt(),
                row.changedAt(),
                told);
    }

    private static List<String> parts(PersonName name) {
        List<String> parts = new ArrayList<>();
        parts.add(plain(name.full()));
        Stream.of(name.prefix(), name.given(), name.nickname(), name.surnamePrefix(), name.surname(), name.suffix())
                .filter(part -> part != null && !part.isBlank())
                .forEach(parts::add);
        return parts;
    }

    /** Without the slashes around the surname. */
    private static String plain(String full) {
        return full.replace('/', ' ').replaceAll("\\s+", " ").strip();
    }

    /** The first and the last year that a date can mean. */
    private static List<Integer> years(@Nullable String date) {
        GedcomDays days = date == null ? null : GedcomDate.parse(date).days();
        if (days == null) {
            return List.of();
        }
        return Stream.of(days.earliest(), days.latest())
                .filter(day -> day >= -Lifetime.LAST_DAY && day <= Lifetime.LAST_DAY)
                .map(day -> LocalDate.ofEpochDay(day).getYear())
                .distinct()
                .toList();
    }

    boolean isFound() {
        return title != null;
    }
}
