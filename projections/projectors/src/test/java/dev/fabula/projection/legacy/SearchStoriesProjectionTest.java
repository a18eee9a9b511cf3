package dev.fabula.projection.legacy;

import static dev.fabula.projection.projectors.GivenEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.legacy.ContextId;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.StoryEvent.StoryPublished;
import dev.fabula.contracts.legacy.StoryEvent.StoryRemoved;
import dev.fabula.contracts.legacy.StoryEvent.StoryRestored;
import dev.fabula.contracts.legacy.StoryEvent.StoryRevised;
import dev.fabula.contracts.legacy.StoryEvent.StoryTagged;
import dev.fabula.contracts.legacy.StoryEvent.StoryWritten;
import dev.fabula.contracts.legacy.StoryId;
import dev.fabula.projection.projectors.GivenEvents;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class SearchStoriesProjectionTest {

    private static final String STORY = "01JD3K5V8Q2XW7RBN4T6YHMES1";
    private static final String DRAFT = STORY + "/draft";
    private static final StoryId ID = new StoryId(STORY);
    private static final LegacyId LEGACY = new LegacyId("01JD3K5V8Q2XW7RBN4T6YHMEL0");
    private static final PersonId ANN = new PersonId("01JD3K5V8Q2XW7RBN4T6YHMEP1");
    private static final ContextId HOUSE = new ContextId("01JD3K5V8Q2XW7RBN4T6YHMEC1");

    private static StoryWritten written(String title, String text) {
        return new StoryWritten(ID, LEGACY, "olivia", title, text, List.of(ANN), List.of(HOUSE));
    }

    private static StoryRevised revised(int revision, String title, String text) {
        return new StoryRevised(ID, LEGACY, revision, "otto", title, text, List.of(), List.of(), null);
    }

    private static StoryPublished published(int revision) {
        return new StoryPublished(ID, LEGACY, revision);
    }

    private static SortedMap<String, StoryDocument> kept(DomainEvent... events) {
        SortedMap<String, StoryDocument> all = GivenEvents.of(events).foldedBy(new SearchStoriesProjection());
        all.values().removeIf(document -> new SearchStoriesProjection().kept(document) == null);
        return all;
    }

    private static StoryDocument of(SortedMap<String, StoryDocument> documents, String key) {
        return Objects.requireNonNull(documents.get(key), () -> key + " among " + documents.keySet());
    }

    @Test
    void whatIsNotPublishedIsADraftAlone() {
        SortedMap<String, StoryDocument> documents = kept(written("The mill", "It burned."));
        assertThat(documents).containsOnlyKeys(DRAFT);
        assertThat(of(documents, DRAFT)).satisfies(draft -> {
            assertThat(draft.access()).isEqualTo("draft");
            assertThat(draft.author()).isEqualTo("olivia");
            assertThat(draft.people()).containsExactly(ANN.value());
            assertThat(draft.contexts()).containsExactly(HOUSE.value());
            assertThat(draft.date()).isEqualTo(at(0));
        });
    }

    @Test
    void aNewerRevisionStandsBesideWhatIsPublishedAndTheirWordsNeverMix() {
        SortedMap<String, StoryDocument> documents = kept(
                written("The mill", "It burned."),
                published(1),
                revised(2, "The barn", "It fell."),
                new StoryTagged(ID, LEGACY, List.of("fire")));
        assertThat(documents).containsOnlyKeys(STORY, DRAFT);
        assertThat(of(documents, STORY)).satisfies(shown -> {
            assertThat(shown.access()).isEqualTo("readers");
            assertThat(shown.title() + shown.body()).isEqualTo("The millIt burned.");
            assertThat(shown.revision()).isEqualTo(1);
            assertThat(shown.tags()).containsExactly("fire");
        });
        assertThat(of(documents, DRAFT)).satisfies(draft -> {
            assertThat(draft.title() + draft.body()).isEqualTo("The barnIt fell.");
            assertThat(draft.revision()).isEqualTo(2);
            assertThat(draft.author()).isEqualTo("olivia");
        });
    }

    @Test
    void theLastRevisionPublishedIsNoDraftAnyMoreAndAnEarlierOneCanBePublishedAgain() {
        DomainEvent[] all = {written("The mill", "It burned."), revised(2, "The barn", "It fell."), published(2)};
        assertThat(kept(all)).containsOnlyKeys(STORY);
        SortedMap<String, StoryDocument> back = kept(all[0], all[1], all[2], published(1));
        assertThat(back).containsOnlyKeys(STORY, DRAFT);
        assertThat(of(back, STORY).title()).isEqualTo("The mill");
    }

    @Test
    void ofARemovedStoryNothingIsKeptUntilItIsRestored() {
        DomainEvent[] all = {written("The mill", "It burned."), published(1), new StoryRemoved(ID, LEGACY, "olivia")};
        assertThat(kept(all)).isEmpty();
        assertThat(of(kept(all[0], all[1], all[2], new StoryRestored(ID, LEGACY, "olivia")), STORY)
                        .body())
                .isEqualTo("It burned.");
    }

    @Test
    void whatAnErasedAuthorWroteIsNotKept() {
        assertThat(kept(written("", ""), published(1))).isEmpty();
    }

    /** It could not be told from what was kept: that has one revision of them all, or nothing. */
    @Test
    void whateverHappensToAStoryNeedsItsHistory() {
        SearchStoriesProjection projection = new SearchStoriesProjection();
        StoryDocument document = of(
                GivenEvents.of(written("The mill", "It burned."), published(1)).foldedBy(projection), STORY);
        StoryDocument readBack = new StoryDocument(
                document.story(),
                document.kind(),
                document.legacy(),
                document.author(),
                document.access(),
                document.title(),
                document.body(),
                document.tags(),
                document.people(),
                document.contexts(),
                document.date(),
                document.changedAt(),
                document.revision(),
                null);
        assertThat(GivenEvents.of(published(1)).needsHistory(projection, readBack))
                .isTrue();
        assertThat(GivenEvents.of(published(1)).needsHistory(projection, null)).isTrue();
        assertThat(GivenEvents.of(published(1)).needsHistory(projection, document))
                .isFalse();
        assertThat(GivenEvents.of(written("The mill", "")).needsHistory(projection, null))
                .isFalse();
    }
}
