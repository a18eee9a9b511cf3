package dev.fabula.projection.legacy;

import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.gedcom.GedcomDate;
import dev.fabula.gedcom.GedcomDays;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What facts say of when somebody lived.
 *
 * @param bornBy the year in which they were born at the latest, because something happened to them then; nothing where no
 *     fact is dated
 * @param died whether a fact says so, dated or not
 */
record Lifetime(@Nullable Integer bornBy, boolean died) {

    private static final Set<String> OF_THE_DEAD = Set.of("death", "burial", "cremation", "probate");
    /** Dates beyond are no years of people. */
    static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    static Lifetime of(List<LifeFact> facts) {
        Integer bornBy = null;
        boolean died = false;
        for (LifeFact fact : facts) {
            died |= OF_THE_DEAD.contains(fact.kind());
            Integer year = fact.date() == null ? null : lastYear(fact.date());
            if (year != null && (bornBy == null || year < bornBy)) {
                bornBy = year;
            }
        }
        return new Lifetime(bornBy, died);
    }

    private static @Nullable Integer lastYear(String date) {
        GedcomDays days = GedcomDate.parse(date).days();
        if (days == null || days.latest() > LAST_DAY || days.latest() < -LAST_DAY) {
            return null;
        }
        return LocalDate.ofEpochDay(days.latest()).getYear();
    }
}
