package dev.fabula.projection.search;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.StoryEvent;
import dev.fabula.contracts.legacy.StoryEvent.StoryPublished;
import dev.fabula.contracts.legacy.StoryEvent.StoryRemoved;
import dev.fabula.contracts.legacy.StoryEvent.StoryRestored;
import dev.fabula.contracts.legacy.StoryEvent.StoryRevised;
import dev.fabula.contracts.legacy.StoryEvent.StoryWritten;
import dev.fabula.contracts.search.Chunker;
import dev.fabula.contracts.search.SearchEvent.TextEmbedded;
import dev.fabula.contracts.search.TextKind;
import dev.fabula.contracts.storysession.StorySessionEvent.AlternativeSelected;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import dev.fabula.projection.Projection;
import dev.fabula.projection.search.ChunksRow.Kept;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Texts that somebody can read, to be found by what they mean. A story is at two places: what is published, and the newest
 * revision where that is another one. What a text's vectors are named by comes with an event of its own; what they are is
 * looked up when documents are written.
 */
final class ChunksProjection implements Projection<ChunkKey, ChunksRow> {

    /**
     * Revisions that are kept at most, because any could be published: the last ones, and the one that is. To show an older
     * one the story is folded anew.
     */
    static final int MOST_KEPT = 20;

    @Override
    public String name() {
        return "chunks";
    }

    /** Greater with every version of the chunker, too: vectors are of what it cuts. */
    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(
                StoryWritten.class,
                StoryRevised.class,
                StoryPublished.class,
                StoryRemoved.class,
                StoryRestored.class,
                BeatGenerated.class,
                AlternativeSelected.class,
                TextEmbedded.class);
    }

    @Override
    public Collection<ChunkKey> keys(Recorded<DomainEvent> recorded) {
        return switch (recorded.event()) {
            case StoryEvent story -> ChunkKey.of(story.story());
            case BeatGenerated beat -> List.of(ChunkKey.ofBeat(beat.session().value(), beat.beat()));
            case AlternativeSelected selected ->
                List.of(ChunkKey.ofBeat(selected.session().value(), selected.beat()));
            case TextEmbedded text when text.kind() == TextKind.STORY -> ChunkKey.ofStory(text.source());
            case TextEmbedded text -> List.of(ChunkKey.ofBeat(text.source(), text.revision()));
            default -> List.of();
        };
    }

    @Override
    public @Nullable ChunksRow evolve(ChunkKey key, @Nullable ChunksRow row, Recorded<DomainEvent> recorded) {
        Instant at = recorded.at();
        return switch (recorded.event()) {
            case StoryWritten written ->
                shown(
                        key,
                        revised(key, story(written, at), 1, kept(written.title(), written.text(), written.people())));
            case BeatGenerated beat -> told(row == null ? beat(beat, at) : row, beat, at);
            case StoryEvent event when row != null -> shown(key, goOn(key, row, event, at));
            case AlternativeSelected selected
            when row != null && row.kept().containsKey(selected.request()) ->
                row.showing(Access.OWNER, selected.beat(), selected.request());
            case TextEmbedded text
            when row != null && text.chunker() == Chunker.VERSION ->
                shownAgain(key, row.change(which(text), it -> it.embedded(text.model(), text.references())));
            default -> row;
        };
    }

    /** Of what was removed no text. */
    @Override
    public ChunksRow kept(ChunksRow row) {
        return row.removed() ? row.keeping(new TreeMap<>()) : row;
    }

    @Override
    public boolean needsHistory(@Nullable ChunksRow row, Recorded<DomainEvent> recorded) {
        return switch (recorded.event()) {
            case StoryRestored _ -> true;
            case StoryPublished it
            when row != null ->
                !row.removed()
                        && row.newest() > MOST_KEPT
                        && it.revision() <= row.newest() - MOST_KEPT
                        && row.kept().size() > 1
                        && !row.kept().containsKey(ChunksRow.revision(it.revision()));
            default -> false;
        };
    }

    private static ChunksRow story(StoryWritten written, Instant at) {
        return new ChunksRow(
                TextKind.STORY,
                written.story().value(),
                written.legacy().value(),
                written.author(),
                Access.NOBODY,
                List.of(),
                List.of(),
                0,
                null,
                null,
                false,
                1,
                0,
                new TreeMap<>(),
                at,
                at);
    }

    private static ChunksRow beat(BeatGenerated beat, Instant at) {
        return new ChunksRow(
                TextKind.BEAT,
                beat.session().value(),
                null,
                beat.owner(),
                Access.NOBODY,
                List.of(beat.owner()),
                List.of(),
                0,
                null,
                null,
                false,
                beat.beat(),
                0,
                new TreeMap<>(),
                at,
                at);
    }

    private static ChunksRow told(ChunksRow row, BeatGenerated beat, Instant at) {
        return row.with(beat.request(), kept("", beat.text(), List.of()))
                .state(false, beat.beat(), 0, at)
                .showing(Access.OWNER, beat.beat(), beat.request());
    }

    private static Kept kept(String title, String text, List<PersonId> people) {
        return new Kept(title, text, people.stream().map(PersonId::value).toList(), null, List.of());
    }

    private static String which(TextEmbedded text) {
        return text.alternative() == null ? ChunksRow.revision(text.revision()) : text.alternative();
    }

    private static ChunksRow goOn(ChunkKey key, ChunksRow row, StoryEvent event, Instant at) {
        return switch (event) {
            case StoryRevised it ->
                revised(
                        key,
                        row.state(row.removed(), it.revision(), row.published(), at),
                        it.revision(),
                        kept(it.title(), it.text(), it.people()));
            case StoryPublished it -> row.state(row.removed(), row.newest(), it.revision(), at);
            case StoryRemoved _ -> row.state(true, row.newest(), row.published(), at);
            case StoryRestored _ -> row.state(false, row.newest(), row.published(), at);
            default -> row;
        };
    }

    private static ChunksRow revised(ChunkKey key, ChunksRow row, int revision, Kept text) {
        SortedMap<String, Kept> texts = new TreeMap<>(row.kept());
        texts.put(ChunksRow.revision(revision), text);
        int most = key.isNewest() ? 1 : MOST_KEPT;
        String published = ChunksRow.revision(row.published());
        Iterator<String> oldest = List.copyOf(texts.keySet()).iterator();
        while (texts.size() > most && oldest.hasNext()) {
            String old = oldest.next();
            if (key.isNewest() || !old.equals(published)) {
                texts.remove(old);
            }
        }
        return row.keeping(texts);
    }

    /** What is to be seen at a story's place, as far as is known by now. */
    private static ChunksRow shown(ChunkKey key, ChunksRow row) {
        if (row.removed()) {
            return row.showing(Access.NOBODY, 0, null);
        }
        if (key.isNewest()) {
            return row.showing(row.newest() == row.published() ? Access.NOBODY : Access.DRAFT, row.newest(), null);
        }
        return row.showing(row.published() == 0 ? Access.NOBODY : Access.READERS, row.published(), null);
    }

    private static ChunksRow shownAgain(ChunkKey key, ChunksRow row) {
        return row.kind() == TextKind.STORY
                ? shown(key, row)
                : row.showing(row.access(), row.revision(), row.alternative());
    }

    @Override
    public Class<ChunksRow> values() {
        return ChunksRow.class;
    }
}
