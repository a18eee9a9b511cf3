package dev.fabula.query.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.query.Answers;
import dev.fabula.query.PageSize;
import dev.fabula.query.PointInTime;
import dev.fabula.query.ReadsFrom;
import dev.fabula.query.legacy.StoriesQueries.Revision;
import dev.fabula.query.legacy.StoriesQueries.StoryRow;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Legacies as they were: the views that take {@code asOf}, a position of the history or a time such as
 * 2026-03-01T12:00:00Z; 404 for a time before a thing was there. Who may see what is decided as of now: a right that was
 * taken away is no right to the past, and who is hidden now is hidden then.
 */
@RestController("legacyPast")
@RequestMapping("/api")
@ReadsFrom({"legacy", "gedcom-import", "person", "relationship", "legacy-story", "story-revision"})
class PastController {

    private static final String AS_OF = "asOf";

    private final LegacyQueries legacies;
    private final LegacyLookup lookup;
    private final PeopleQueries people;
    private final StoriesQueries stories;
    private final ToldAs toldAs;
    private final Living living;
    private final StorySight sight;
    private final LegacyPast past;
    private final PointInTime time;
    private final PageSize sizes;
    private final Answers answers;

    PastController(
            LegacyQueries legacies,
            LegacyLookup lookup,
            PeopleQueries people,
            StoriesQueries stories,
            ToldAs toldAs,
            Living living,
            StorySight sight,
            LegacyPast past,
            PointInTime time,
            PageSize sizes,
            Answers answers) {
        this.legacies = legacies;
        this.lookup = lookup;
        this.people = people;
        this.stories = stories;
        this.toldAs = toldAs;
        this.living = living;
        this.sight = sight;
        this.past = past;
        this.time = time;
        this.sizes = sizes;
        this.answers = answers;
    }

    private long position(String asOf) {
        return Objects.requireNonNull(time.position(asOf));
    }

    /** How much there was in it is told by too many streams. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OverviewThen(
            String legacy,
            String slug,
            String name,
            @Nullable String description,
            boolean archived,
            Instant createdAt,
            Instant changedAt,
            long version) {}

    /** A legacy as it was, without how much there was in it. */
    @GetMapping(path = "/legacies/{idOrSlug}", params = AS_OF)
    ResponseEntity<OverviewThen> overview(@PathVariable String idOrSlug, @RequestParam String asOf) {
        long position = position(asOf);
        LegacyRow then = then(legacies.visit(idOrSlug), idOrSlug, position);
        return answers.of(
                new OverviewThen(
                        then.legacy(),
                        then.slug(),
                        then.name(),
                        then.description(),
                        then.archived(),
                        then.createdAt(),
                        then.changedAt(),
                        then.version()),
                then.version());
    }

    private LegacyRow then(Visitor visitor, String idOrSlug, long position) {
        return past.legacy(visitor.legacy().legacy(), position)
                .orElseThrow(() -> LegacyRefusals.notFound("legacy", idOrSlug));
    }

    record MembersThen(List<LegacyRow.Member> members) {}

    /** Who was in it, for whom is in it now. */
    @GetMapping(path = "/legacies/{idOrSlug}/members", params = AS_OF)
    ResponseEntity<MembersThen> members(@PathVariable String idOrSlug, @RequestParam String asOf) {
        long position = position(asOf);
        Visitor visitor = legacies.visit(idOrSlug).require(LegacyRight.SEE_LIVING);
        return answers.of(new MembersThen(then(visitor, idOrSlug, position).members()));
    }

    /**
     * What was told of a person. Not with whom they were joined, nor the notes of those who were merged into them, nor
     * whether they lived: that is told by other streams. What an import told is there from when it was complete. Whoever was removed since is there for those who may change people.
     * Outsiders see of names and facts those that are still told of the person.
     */
    @GetMapping(path = "/legacies/{idOrSlug}/people/{person}", params = AS_OF)
    ResponseEntity<PersonView> person(
            @PathVariable String idOrSlug, @PathVariable String person, @RequestParam String asOf) {
        long position = position(asOf);
        Visitor visitor = legacies.visit(idOrSlug);
        List<PersonRow> now = now(visitor, person);
        if (now.isEmpty() && !visitor.may(LegacyRight.EDIT_PEOPLE)) {
            throw LegacyRefusals.notFound("person", person);
        }
        if (!living.hidden(visitor, now).isEmpty()) {
            return answers.of(PersonView.hidden());
        }
        PersonRow then = past.person(person, lookup.completeAt(visitor, position), position)
                .filter(row -> row.legacy().equals(visitor.legacy().legacy()))
                .map(row -> visitor.may(LegacyRight.SEE_LIVING) ? row : stillTold(row, now))
                .orElseThrow(() -> LegacyRefusals.notFound("person", person));
        return answers.of(
                then.mergedInto() == null ? PersonView.then(then) : PersonView.mergedInto(then, then.mergedInto()),
                then.version());
    }

    /** The person, and whom they are told of as if that is somebody else; nobody where they are not there any more. */
    private List<PersonRow> now(Visitor visitor, String person) {
        PersonRow row = people.find(visitor, person).orElse(null);
        if (row == null) {
            return List.of();
        }
        PersonRow as = toldAs.of(visitor.imports(), List.of(person)).get(person);
        return as == null || as.equals(row) ? List.of(row) : List.of(row, as);
    }

    /** What went back to somebody who had been merged into them may be about one who is to be hidden. */
    private static PersonRow stillTold(PersonRow then, List<PersonRow> now) {
        Set<String> parts = new HashSet<>();
        now.forEach(row -> {
            row.names().forEach(name -> parts.add(name.id()));
            row.facts().forEach(fact -> parts.add(fact.id()));
        });
        return then.with(
                then.names().stream().filter(name -> parts.contains(name.id())).toList(),
                then.facts().stream().filter(fact -> parts.contains(fact.id())).toList());
    }

    /** A story as it was, for those who see it now and would have seen it then. */
    @GetMapping(path = "/stories/{story}", params = AS_OF)
    ResponseEntity<StoryView> story(@PathVariable String story, @RequestParam String asOf) {
        long position = position(asOf);
        Visitor visitor = visitor(story);
        StoryRow then = then(story, position);
        int shown = StorySight.shown(visitor, then);
        Revision revision = sight.required(
                visitor,
                then,
                StorySight.isThere(visitor, then)
                        ? past.revisions(story, position).stream()
                                .filter(each -> each.revision() == shown)
                                .findFirst()
                                .orElse(null)
                        : null);
        return answers.of(
                StoryView.of(then, revision, StorySight.edits(visitor, then), sight.mentioned(visitor, revision)),
                then.version());
    }

    /** Who sees it now. */
    private Visitor visitor(String story) {
        StoryRow now = stories.find(story).orElseThrow(() -> LegacyRefusals.notFound("story", story));
        Visitor visitor = legacies.visit(now.legacy());
        Revision _ = sight.seen(visitor, now);
        return visitor;
    }

    private StoryRow then(String story, long position) {
        return past.story(story, position).orElseThrow(() -> LegacyRefusals.notFound("story", story));
    }

    /** Those that there were, for those who may edit the story now. */
    @GetMapping(path = "/stories/{story}/revisions", params = AS_OF)
    ResponseEntity<RevisionPage> revisions(
            @PathVariable String story,
            @RequestParam String asOf,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        long position = position(asOf);
        int size = sizes.of(limit);
        Visitor visitor = visitor(story);
        StoryRow then = then(story, position);
        if (!StorySight.edits(visitor, then)) {
            throw LegacyRefusals.rightMissing(LegacyRight.READ_DRAFTS);
        }
        List<Revision> revisions = past.revisions(story, position);
        return answers.of(RevisionPage.of(
                (after, most) -> revisions.stream()
                        .filter(revision -> revision.revision() > after)
                        .limit(most)
                        .toList(),
                cursor,
                size));
    }
}
