package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.query.legacy.StoriesQueries.Revision;
import dev.fabula.query.legacy.StoriesQueries.StoryRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which stories a visitor sees, and which revision of each. */
@Component
class StorySight {

    private final StoriesQueries stories;
    private final PeopleQueries people;
    private final Living living;

    StorySight(StoriesQueries stories, PeopleQueries people, Living living) {
        this.stories = stories;
        this.people = people;
        this.living = living;
    }

    /** In a list; whoever may restore what was removed finds it where it was flagged. */
    static boolean isSeen(Visitor visitor, StoryRow row) {
        return !row.removed() && (row.published() != null || edits(visitor, row));
    }

    static boolean edits(Visitor visitor, StoryRow row) {
        return visitor.may(LegacyRight.READ_DRAFTS, row.story(), row.author());
    }

    /** Those who may edit it go on from the last one; everybody else sees what is published. */
    static int shown(Visitor visitor, StoryRow row) {
        return edits(visitor, row) || row.published() == null ? row.revision() : row.published();
    }

    /** On its own, also where a tombstone is in its place, for who may restore it. */
    static boolean isThere(Visitor visitor, StoryRow row) {
        return row.removed() ? visitor.may(LegacyRight.MODERATE) : isSeen(visitor, row);
    }

    /** People of whom it tells and whom the visitor is not to see; its text names them, whatever they are called in it. */
    Set<String> hiddenIn(Visitor visitor, Revision revision) {
        return hidden(visitor, revision.people());
    }

    /** Those of some people whom the visitor is not to see. */
    Set<String> hidden(Visitor visitor, Collection<String> some) {
        return living.hidden(visitor, people.all(visitor.imports(), some).values());
    }

    /** Of those of whom it tells who are there, what they are called. */
    List<StoryView.Mentioned> mentioned(Visitor visitor, Revision revision) {
        Map<String, PersonRow> told = people.all(visitor.imports(), revision.people());
        return revision.people().stream()
                .filter(told::containsKey)
                .map(told::get)
                .map(person -> new StoryView.Mentioned(person.person(), PersonView.name(person)))
                .toList();
    }

    /**
     * The revision that the visitor sees.
     *
     * @throws dev.fabula.contracts.command.CommandRefusedException 404 where they see none, or it tells of somebody whom
     *     they are not to see
     */
    Revision seen(Visitor visitor, StoryRow row) {
        String key = StoriesQueries.key(row.story(), shown(visitor, row));
        return required(
                visitor,
                row,
                isThere(visitor, row) ? stories.revisions(Set.of(key)).get(key) : null);
    }

    /** The revision, where the visitor may see all of whom it tells. */
    Revision required(Visitor visitor, StoryRow row, @Nullable Revision revision) {
        if (revision == null || !hiddenIn(visitor, revision).isEmpty()) {
            throw LegacyRefusals.notFound("story", row.story());
        }
        return revision;
    }
}
