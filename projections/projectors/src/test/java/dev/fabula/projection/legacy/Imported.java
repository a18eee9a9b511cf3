package dev.fabula.projection.legacy;

import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.LivingStatus;
import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.contracts.legacy.PersonEvent.PersonAdded;
import dev.fabula.contracts.legacy.PersonEvent.PersonChanged;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.PersonName;
import dev.fabula.contracts.legacy.RelationshipEvent.RelationshipAdded;
import dev.fabula.contracts.legacy.RelationshipEvent.RelationshipChanged;
import dev.fabula.contracts.legacy.RelationshipEvent.RelationshipRemoved;
import dev.fabula.contracts.legacy.RelationshipId;
import dev.fabula.contracts.legacy.RelationshipKind;
import dev.fabula.contracts.legacy.Sex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What imports and people say of one person and one relationship. */
final class Imported {

    static final String FIRST = "01JD3K5V8Q2XW7RBN4T6YHME01";
    static final String SECOND = "01JD3K5V8Q2XW7RBN4T6YHME02";
    static final LegacyId LEGACY = new LegacyId("01JD3K5V8Q2XW7RBN4T6YHMEL0");
    static final PersonId ANN = new PersonId("01JD3K5V8Q2XW7RBN4T6YHMEP1");
    static final PersonId BEN = new PersonId("01JD3K5V8Q2XW7RBN4T6YHMEP2");
    private static final RelationshipId JOINED = new RelationshipId("01JD3K5V8Q2XW7RBN4T6YHMER1");

    private Imported() {}

    static PersonAdded added(String name, @Nullable String imported) {
        return new PersonAdded(
                ANN,
                LEGACY,
                Sex.FEMALE,
                List.of(name(name)),
                List.of(),
                List.of(),
                LivingStatus.INFERRED,
                List.of(),
                List.of(),
                imported);
    }

    static PersonChanged renamed(String name, @Nullable String imported) {
        return changed(List.of(name(name)), null, imported);
    }

    static PersonChanged noted(String note) {
        return changed(List.of(), List.of(note), null);
    }

    private static PersonChanged changed(
            List<PersonName> names, @Nullable List<String> notes, @Nullable String imported) {
        return new PersonChanged(
                ANN, LEGACY, null, names, List.of(), List.of(), notes, null, null, null, null, imported);
    }

    private static PersonName name(String full) {
        return new PersonName("n1", full, null, null, null, null, null, null, null, List.of());
    }

    static RelationshipAdded joined(Pedigree pedigree, @Nullable String imported) {
        return new RelationshipAdded(
                JOINED,
                LEGACY,
                RelationshipKind.PARENT_CHILD,
                ANN,
                BEN,
                pedigree,
                null,
                null,
                null,
                List.of(),
                List.of(),
                imported);
    }

    static RelationshipAdded partners(@Nullable String imported) {
        return new RelationshipAdded(
                JOINED,
                LEGACY,
                RelationshipKind.PARTNER,
                ANN,
                BEN,
                null,
                null,
                null,
                null,
                List.of(new LifeFact("f1", "marriage", null, "1890", null, null, null, List.of())),
                List.of(),
                imported);
    }

    static RelationshipChanged rejoined(Pedigree pedigree, @Nullable String imported) {
        return changed(pedigree, null, imported);
    }

    static RelationshipChanged placed(int place) {
        return changed(null, place, null);
    }

    private static RelationshipChanged changed(
            @Nullable Pedigree pedigree, @Nullable Integer place, @Nullable String imported) {
        return new RelationshipChanged(
                JOINED, LEGACY, ANN, pedigree, null, place, List.of(), List.of(), null, imported);
    }

    static RelationshipRemoved removed(@Nullable String imported) {
        return new RelationshipRemoved(JOINED, LEGACY, ANN, BEN, imported);
    }
}
