package dev.fabula.projection.legacy;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.ContextId;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.StoryEvent;
import dev.fabula.contracts.legacy.StoryEvent.StoryRevised;
import dev.fabula.contracts.legacy.StoryEvent.StoryWritten;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What each revision of a story says. */
final class RevisionsProjection implements Projection<String, RevisionRow> {

    @Override
    public String name() {
        return "story-revision";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(StoryWritten.class, StoryRevised.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> event) {
        return List.of(
                switch ((StoryEvent) event.event()) {
                    case StoryWritten written -> key(written.story().value(), 1);
                    case StoryRevised revised -> key(revised.story().value(), revised.revision());
                    default -> throw new IllegalArgumentException(event.event() + " is no revision");
                });
    }

    /** In six digits, so that the keys of a story's revisions are in their order. */
    private static String key(String story, int revision) {
        return String.format(Locale.ROOT, "%s/%06d", story, revision);
    }

    @Override
    public @Nullable RevisionRow evolve(String key, @Nullable RevisionRow row, Recorded<DomainEvent> recorded) {
        return switch ((StoryEvent) recorded.event()) {
            case StoryWritten written ->
                new RevisionRow(
                        written.story().value(),
                        written.legacy().value(),
                        1,
                        written.author(),
                        written.title(),
                        written.text(),
                        people(written.people()),
                        contexts(written.contexts()),
                        null,
                        recorded.at());
            case StoryRevised revised ->
                new RevisionRow(
                        revised.story().value(),
                        revised.legacy().value(),
                        revised.revision(),
                        revised.author(),
                        revised.title(),
                        revised.text(),
                        people(revised.people()),
                        contexts(revised.contexts()),
                        revised.reason(),
                        recorded.at());
            default -> row;
        };
    }

    private static List<String> people(List<PersonId> ids) {
        return ids.stream().map(PersonId::value).toList();
    }

    private static List<String> contexts(List<ContextId> ids) {
        return ids.stream().map(ContextId::value).toList();
    }

    @Override
    public Class<RevisionRow> values() {
        return RevisionRow.class;
    }

    @Override
    public String streamOf(String key) {
        return key.substring(0, Math.max(0, key.indexOf('/')));
    }
}
