package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.LivingStatus;
import dev.fabula.contracts.legacy.PersonName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person as the read model has them. */
record PersonRow(
        String person,
        String legacy,
        String sortName,
        String sex,
        LivingStatus living,
        List<PersonName> names,
        List<LifeFact> facts,
        List<String> notes,
        List<String> undecided,
        @Nullable Integer bornBy,
        boolean died,
        @Nullable String mergedInto,
        boolean consentAsked,
        boolean consented,
        Instant changedAt,
        long version) {

    PersonRow with(List<PersonName> some, List<LifeFact> told) {
        return new PersonRow(
                person,
                legacy,
                sortName,
                sex,
                living,
                some,
                told,
                notes,
                undecided,
                bornBy,
                died,
                mergedInto,
                consentAsked,
                consented,
                changedAt,
                version);
    }

    /** With their id, which is the row's key and in no column that holds a row. */
    PersonRow of(String id) {
        return new PersonRow(
                id,
                legacy,
                sortName,
                sex,
                living,
                names,
                facts,
                notes,
                undecided,
                bornBy,
                died,
                mergedInto,
                consentAsked,
                consented,
                changedAt,
                version);
    }
}
