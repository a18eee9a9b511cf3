package dev.fabula.projection.legacy;

import static dev.fabula.projection.legacy.Imported.ANN;
import static dev.fabula.projection.legacy.Imported.BEN;
import static dev.fabula.projection.legacy.Imported.FIRST;
import static dev.fabula.projection.legacy.Imported.LEGACY;
import static dev.fabula.projection.legacy.Imported.renamed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.LivingStatus;
import dev.fabula.contracts.legacy.PersonEvent.ConsentGranted;
import dev.fabula.contracts.legacy.PersonEvent.ConsentWithdrawn;
import dev.fabula.contracts.legacy.PersonEvent.PersonAdded;
import dev.fabula.contracts.legacy.PersonEvent.PersonChanged;
import dev.fabula.contracts.legacy.PersonEvent.PersonMergedInto;
import dev.fabula.contracts.legacy.PersonEvent.PersonRemoved;
import dev.fabula.contracts.legacy.PersonEvent.PersonUnmergedFrom;
import dev.fabula.contracts.legacy.PersonName;
import dev.fabula.contracts.legacy.Sex;
import dev.fabula.projection.projectors.GivenEvents;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The events are of 2026, which decides who must be dead. */
class SearchPeopleProjectionTest {

    private static final String NOW = ANN.value();
    private static final String BEFORE = NOW + "/before";
    private static final LifeFact DIED = fact("death", "1990");

    private static LifeFact fact(String kind, @Nullable String date) {
        return new LifeFact("f-" + kind, kind, null, date, "Bergen, Norway", null, null, List.of());
    }

    private static PersonAdded added(LivingStatus living, @Nullable String imported, LifeFact... facts) {
        return new PersonAdded(
                ANN,
                LEGACY,
                Sex.FEMALE,
                List.of(new PersonName("n1", "Ann /Vale/", null, "Dr", null, "Annie", null, null, null, List.of())),
                List.of(facts),
                List.of("a note on her"),
                living,
                List.of(),
                List.of(),
                imported);
    }

    private static PersonChanged changed(@Nullable LivingStatus living, @Nullable String imported, LifeFact... facts) {
        return new PersonChanged(
                ANN, LEGACY, null, List.of(), List.of(facts), List.of(), null, living, null, null, null, imported);
    }

    private static final ConsentGranted CONSENT = new ConsentGranted(ANN, LEGACY, null, "a letter");

    private static SortedMap<String, PersonDocument> kept(DomainEvent... events) {
        SortedMap<String, PersonDocument> all = GivenEvents.of(events).foldedBy(new SearchPeopleProjection());
        all.values().removeIf(document -> new SearchPeopleProjection().kept(document) == null);
        return all;
    }

    private static SortedMap<String, PersonDocument> kept(DomainEvent first, DomainEvent[] more) {
        return kept(Stream.concat(Stream.of(first), Arrays.stream(more)).toArray(DomainEvent[]::new));
    }

    private static PersonDocument of(SortedMap<String, PersonDocument> documents, String key) {
        return Objects.requireNonNull(documents.get(key), () -> key + " among " + documents.keySet());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    DECEASED, birth,   1990,   true
                    LIVING,   death,   1990,   false
                    LIVING,   birth,   1700,   false
                    INFERRED, death,   ,       true
                    INFERRED, burial,  ,       true
                    INFERRED, birth,   1916,   true
                    INFERRED, birth,   1917,   false
                    INFERRED, birth,   BEF 1917, true
                    INFERRED, birth,   AFT 1900, false
                    INFERRED, census,  1900,   true
                    INFERRED, census,  ,       false
                    INFERRED, birth,   someday, false
                    """)
    void onlyWhoIsToldDeadOrMustBeIsKept(LivingStatus living, String kind, @Nullable String date, boolean found) {
        assertThat(kept(added(living, null, fact(kind, date)))).hasSize(found ? 1 : 0);
    }

    @Test
    void allNamesArePlacesKindsAndYearsAreFoundAndNoNotes() {
        PersonDocument document = of(kept(added(LivingStatus.INFERRED, null, fact("birth", "ABT 1850"), DIED)), NOW);
        assertThat(document.title()).isEqualTo("Ann Vale");
        assertThat(document.names()).containsExactly("Ann Vale", "Dr", "Annie");
        assertThat(document.places()).containsExactly("Bergen, Norway");
        assertThat(document.facts()).containsExactly("birth", "death");
        assertThat(document.years()).contains(1850, 1990);
        assertThat(document.access()).isEqualTo("readers");
        assertThat(document.changing()).isNull();
        assertThat(EventJson.builder().build().writeValueAsString(document)).doesNotContain("note");
    }

    @Test
    void whoLivesIsKeptWhileTheyConsent() {
        PersonAdded ann = added(LivingStatus.LIVING, null);
        assertThat(kept(ann)).isEmpty();
        assertThat(of(kept(ann, CONSENT), NOW).title()).isEqualTo("Ann Vale");
        assertThat(kept(ann, CONSENT, new ConsentWithdrawn(ANN, LEGACY))).isEmpty();
        assertThat(kept(ann, CONSENT, new ConsentWithdrawn(ANN, LEGACY), CONSENT))
                .containsOnlyKeys(NOW);
    }

    @Test
    void whoIsSaidToLiveAfterAllIsNotKeptAndWhoDiedIs() {
        assertThat(kept(added(LivingStatus.INFERRED, null, DIED), changed(LivingStatus.LIVING, null)))
                .isEmpty();
        assertThat(kept(added(LivingStatus.INFERRED, null), changed(null, null, DIED)))
                .containsOnlyKeys(NOW);
    }

    @Test
    void whoWasMergedOrRemovedIsNotFound() {
        PersonAdded ann = added(LivingStatus.DECEASED, null);
        PersonMergedInto merged = new PersonMergedInto(ANN, LEGACY, BEN);
        assertThat(kept(ann, merged)).isEmpty();
        assertThat(kept(ann, merged, new PersonUnmergedFrom(ANN, LEGACY, BEN, List.of(), List.of(), List.of())))
                .containsOnlyKeys(NOW);
        assertThat(kept(ann, new PersonRemoved(ANN, LEGACY))).isEmpty();
    }

    @Test
    void whomAnImportChangesIsThereAsBeforeItAndAsAfterIt() {
        SortedMap<String, PersonDocument> documents =
                kept(added(LivingStatus.DECEASED, null), renamed("Ann /New/", FIRST));
        assertThat(documents).containsOnlyKeys(NOW, BEFORE);
        assertThat(of(documents, NOW).title()).isEqualTo("Ann New");
        assertThat(of(documents, NOW).before()).isFalse();
        assertThat(of(documents, NOW).changing()).isEqualTo(FIRST);
        assertThat(of(documents, BEFORE).title()).isEqualTo("Ann Vale");
        assertThat(of(documents, BEFORE).before()).isTrue();
        assertThat(of(documents, BEFORE).changing()).isEqualTo(FIRST);
        assertThat(kept(added(LivingStatus.DECEASED, FIRST))).containsOnlyKeys(NOW);
    }

    /** In each of the two states for itself: a death that an import tells must not show who was thought to live before it. */
    @Test
    void whomAnImportTellsDeadWasNotFoundBeforeIt() {
        assertThat(kept(added(LivingStatus.INFERRED, null), changed(null, FIRST, DIED)))
                .containsOnlyKeys(NOW);
        assertThat(kept(added(LivingStatus.INFERRED, null, DIED), changed(LivingStatus.LIVING, FIRST)))
                .containsOnlyKeys(BEFORE);
        DomainEvent[] both = {changed(null, FIRST, DIED), CONSENT};
        assertThat(kept(added(LivingStatus.INFERRED, null), both)).containsOnlyKeys(NOW, BEFORE);
    }

    @Test
    void ofAnErasedPersonNothingIsKept() {
        assertThat(kept(new PersonAdded(
                        ANN,
                        LEGACY,
                        Sex.FEMALE,
                        List.of(),
                        List.of(),
                        List.of(),
                        LivingStatus.DECEASED,
                        List.of(),
                        List.of(),
                        null)))
                .isEmpty();
    }
}
