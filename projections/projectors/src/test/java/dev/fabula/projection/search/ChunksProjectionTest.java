package dev.fabula.projection.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.StoryEvent.StoryPublished;
import dev.fabula.contracts.legacy.StoryEvent.StoryRemoved;
import dev.fabula.contracts.legacy.StoryEvent.StoryRestored;
import dev.fabula.contracts.legacy.StoryEvent.StoryRevised;
import dev.fabula.contracts.legacy.StoryEvent.StoryWritten;
import dev.fabula.contracts.legacy.StoryId;
import dev.fabula.contracts.search.Chunker;
import dev.fabula.contracts.search.SearchEvent.TextEmbedded;
import dev.fabula.contracts.search.TextKind;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.projection.Change;
import dev.fabula.projection.TenantKey;
import dev.fabula.projection.search.ChunksRow.Kept;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChunksProjectionTest {

    private static final TenantId ALDER = new TenantId("alder");
    private static final StoryId STORY = new StoryId("01JD3K5V8Q2XW7RBN4T6YHMECA");
    private static final LegacyId LEGACY = new LegacyId("01JD3K5V8Q2XW7RBN4T6YHMECC");
    private static final String PUBLISHED = "story/" + STORY + "/published";
    private static final String NEWEST = "story/" + STORY + "/newest";

    private final ChunksProjection projection = new ChunksProjection();

    private static StoryWritten written() {
        return new StoryWritten(STORY, LEGACY, "olivia", "One", "The first text.", List.of(), List.of());
    }

    private static StoryRevised revised(int revision) {
        return new StoryRevised(
                STORY, LEGACY, revision, "olivia", "Title", "Text " + revision + ".", List.of(), List.of(), null);
    }

    private static StoryPublished published(int revision) {
        return new StoryPublished(STORY, LEGACY, revision);
    }

    private static TextEmbedded embedded(int revision, int chunker, String model, String... references) {
        return new TextEmbedded(
                "e", TextKind.STORY, STORY.value(), revision, null, "olivia", chunker, model, 2, List.of(references));
    }

    private static Recorded<DomainEvent> recorded(DomainEvent event, int position) {
        return new Recorded<>(
                position,
                STORY.value(),
                position,
                "01JD3K5V8Q2XW7RBN4T6YHMECB",
                Instant.EPOCH.plusSeconds(position),
                EventMetadata.of(ALDER, new ActorId("olivia"), ActorKind.USER),
                event);
    }

    private @Nullable ChunksRow row(String key, DomainEvent... events) {
        ChunksRow row = null;
        for (int i = 0; i < events.length; i++) {
            Recorded<DomainEvent> recorded = recorded(events[i], i + 1);
            for (ChunkKey each : projection.keys(recorded)) {
                if (each.toString().equals(key)) {
                    row = projection.evolve(each, row, recorded);
                }
            }
        }
        return row;
    }

    private ChunksRow there(String key, DomainEvent... events) {
        return Objects.requireNonNull(row(key, events));
    }

    private static @Nullable String shown(ChunksRow row) {
        Kept text = row.shown();
        return text == null ? null : text.text();
    }

    @Test
    void aDraftIsAtTheNewestPlaceAndNowhereElse() {
        assertThat(shown(there(NEWEST, written()))).isEqualTo("The first text.");
        assertThat(there(NEWEST, written()).access()).isEqualTo(Access.DRAFT);
        assertThat(shown(there(PUBLISHED, written()))).isNull();
    }

    @Test
    void whatIsPublishedIsShownOnceAndANewerDraftBesideIt() {
        assertThat(shown(there(NEWEST, written(), published(1)))).isNull();
        assertThat(there(PUBLISHED, written(), published(1)).access()).isEqualTo(Access.READERS);
        assertThat(shown(there(NEWEST, written(), published(1), revised(2)))).isEqualTo("Text 2.");
        assertThat(shown(there(PUBLISHED, written(), published(1), revised(2)))).isEqualTo("The first text.");
        assertThat(shown(there(PUBLISHED, written(), revised(2), published(2), published(1))))
                .isEqualTo("The first text.");
    }

    @Test
    void ofWhatWasRemovedNoTextIsKeptAndItsReturnNeedsHistory() {
        for (String key : List.of(PUBLISHED, NEWEST)) {
            ChunksRow removed =
                    there(key, written(), published(1), revised(2), new StoryRemoved(STORY, LEGACY, "olivia"));
            assertThat(shown(removed)).isNull();
            assertThat(projection.kept(removed).kept()).isEmpty();
            assertThat(projection.needsHistory(
                            projection.kept(removed), recorded(new StoryRestored(STORY, LEGACY, "olivia"), 9)))
                    .isTrue();
        }
        assertThat(shown(there(
                        PUBLISHED,
                        written(),
                        published(1),
                        new StoryRemoved(STORY, LEGACY, "olivia"),
                        new StoryRestored(STORY, LEGACY, "olivia"))))
                .isEqualTo("The first text.");
    }

    @Test
    void anOldRevisionIsKeptWhileItCouldBePublishedAndElseNeedsHistory() {
        List<DomainEvent> events = new ArrayList<>(List.of(written(), published(1)));
        for (int revision = 2; revision <= ChunksProjection.MOST_KEPT + 5; revision++) {
            events.add(revised(revision));
        }
        ChunksRow row = there(PUBLISHED, events.toArray(DomainEvent[]::new));
        assertThat(row.kept()).hasSize(ChunksProjection.MOST_KEPT).containsKey("000001");
        assertThat(projection.needsHistory(row, recorded(published(2), 99))).isTrue();
        assertThat(projection.needsHistory(row, recorded(published(20), 99))).isFalse();
        assertThat(there(NEWEST, events.toArray(DomainEvent[]::new)).kept()).hasSize(1);
    }

    @Test
    void vectorsAreOfTheTextThatTheyWereMadeFromAndOfTodaysChunker() {
        ChunksRow row = there(
                PUBLISHED,
                written(),
                embedded(1, Chunker.VERSION, "small", "a"),
                embedded(1, Chunker.VERSION + 1, "other", "x"),
                revised(2),
                embedded(2, Chunker.VERSION, "small", "b"),
                published(1));
        assertThat(row.model()).isEqualTo("small");
        assertThat(Objects.requireNonNull(row.shown()).references()).containsExactly("a");
    }

    @Test
    void theTextOfWhoWasErasedHasNoChunk() {
        ChunksRow row = there(
                PUBLISHED,
                new StoryWritten(STORY, LEGACY, "olivia", "", "", List.of(), List.of()),
                published(1),
                embedded(1, Chunker.VERSION, "small"));
        assertThat(Chunker.chunks(Objects.requireNonNull(row.shown()).text())).isEmpty();
    }

    @Test
    void aDocumentHasItsChunksAndTheVectorsThatThereAre() {
        float[] vector = new float[384];
        vector[3] = 1;
        ChunksRow row = there(
                PUBLISHED,
                new StoryWritten(
                        STORY, LEGACY, "olivia", "T", "A sentence of some length. ".repeat(60), List.of(), List.of()),
                embedded(1, Chunker.VERSION, "small", "a", "b"),
                published(1));
        var fields = ChunkDocuments.completion((_, _) -> Map.of("a", vector))
                .fields(List.of(new Change<>(new TenantKey(ALDER, PUBLISHED), row, 3)));
        assertThat(fields.values().iterator().next().get("chunks"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2)
                .satisfies(
                        chunk -> assertThat(chunk.toString()).contains("vector384", "reference=a"),
                        Assertions.atIndex(0))
                .satisfies(chunk -> assertThat(chunk.toString()).doesNotContain("vector384"), Assertions.atIndex(1));
    }
}
