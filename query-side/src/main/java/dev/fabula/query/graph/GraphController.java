package dev.fabula.query.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.query.Answers;
import dev.fabula.query.KeyCursor;
import dev.fabula.query.PageSize;
import dev.fabula.query.ReadModelProgress;
import dev.fabula.query.ReadsFrom;
import dev.fabula.query.kinship.Kinship;
import dev.fabula.query.kinship.KinshipAnswer;
import dev.fabula.query.kinship.KinshipTerm;
import dev.fabula.query.kinship.PathStep;
import dev.fabula.query.kinship.RelationKind;
import dev.fabula.query.kinship.Relationship;
import dev.fabula.query.legacy.PeopleInView;
import dev.fabula.query.legacy.PeopleInView.Seen;
import dev.fabula.query.legacy.PeopleInView.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Who is related to whom. People whom the caller is not to see are left out as if they were not there, and with them every
 * way that leads over them.
 */
@RestController
@Conditional(WithGraph.class)
@RequestMapping("/api/graph")
@ReadsFrom({"kin", "person", "relationship", "gedcom-import", "legacy"})
class GraphController {

    private static final int DEEPEST = 20;
    private static final int FARTHEST = 4;

    private final KinReader reader;
    private final Relations relations;
    private final PeopleInView people;
    private final ReadModelProgress progress;
    private final PageSize sizes;
    private final Answers answers;

    GraphController(
            KinReader reader,
            Relations relations,
            PeopleInView people,
            ReadModelProgress progress,
            PageSize sizes,
            Answers answers) {
        this.reader = reader;
        this.relations = relations;
        this.people = people;
        this.progress = progress;
        this.sizes = sizes;
        this.answers = answers;
    }

    /** @param generation how many there are between, the next one being 1 */
    record Kin(String person, String name, String sex, int generation) {}

    /**
     * @param complete whether all within the depth are told of
     * @param cursor where to go on; nothing at the end
     */
    record KinList(
            String person,
            List<Kin> people,
            boolean complete,
            @Nullable String cursor) {}

    /** @param words what they are to the person */
    record Relative(String person, String name, String sex, int steps, String words, KinshipTerm term) {}

    record RelativeList(
            String person,
            List<Relative> people,
            boolean complete,
            @Nullable String cursor) {}

    /** @param move start, up to a parent, down to a child, partner, association */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(
            String person,
            String name,
            String move,
            @Nullable String pedigree,
            @Nullable String bond) {}

    /**
     * @param words what {@code to} is of {@code from}
     * @param term the same without words, for other languages
     * @param paths all ways of this kind that were found
     */
    record Relation(String words, KinshipTerm term, int distance, List<String> ancestors, List<List<Step>> paths) {}

    /** @param complete whether no limit was met; else there may be more */
    record Answer(
            String from,
            String to,
            String words,
            List<Relation> relationships,
            List<String> nearestCommonAncestors,
            boolean complete) {}

    /**
     * How two people are related: what {@code to} is of {@code from}, by birth first, then the nearest.
     *
     * @param from a person's id
     * @param to a person's id, of the same legacy
     */
    @GetMapping("/relationship")
    ResponseEntity<Answer> relationship(@RequestParam String from, @RequestParam String to) {
        View view = view(from);
        Seen one = view.find(from);
        Seen other = view.find(to);
        if (!one.legacy().equals(other.legacy())) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "from and to are people of two legacies, which nothing joins");
        }
        Family family = relations.around(one.person(), other.person(), view.imports());
        family.add(List.of(one.person(), other.person()));
        Map<String, Seen> seen = view.of(family.people());
        require(seen, one);
        require(seen, other);
        KinshipAnswer answer = Kinship.between(Relations.graph(family, seen), one.person(), other.person());
        return answers.of(new Answer(
                one.person(),
                other.person(),
                answer.nearest().words(),
                answer.relationships().stream()
                        .filter(relation -> relation.kind() != RelationKind.NONE)
                        .map(relation -> relation(relation, seen))
                        .toList(),
                answer.nearestCommonAncestors(),
                answer.complete() && family.isComplete()));
    }

    /**
     * What the caller sees of a person's legacy, where the graph holds as much.
     *
     * @throws GraphBehindException 503 where it lacks a part of an import that is complete
     */
    private View view(String person) {
        View view = people.around(person);
        if (view.importedUpTo() > 0) {
            long reached = progress.reached("kin");
            if (reached < view.importedUpTo()) {
                throw new GraphBehindException(view.importedUpTo(), reached);
            }
        }
        return view;
    }

    /** Between two reads somebody may have gone. */
    private static void require(Map<String, Seen> seen, Seen person) {
        if (!seen.containsKey(person.person())) {
            throw LegacyRefusals.notFound("person", person.person());
        }
    }

    private static Relation relation(Relationship relationship, Map<String, Seen> seen) {
        return new Relation(
                relationship.words(),
                relationship.term(),
                relationship.distance(),
                relationship.ancestors(),
                relationship.lines().stream()
                        .map(line -> line.path().stream()
                                .map(step -> step(step, seen))
                                .toList())
                        .toList());
    }

    private static Step step(PathStep step, Map<String, Seen> seen) {
        Seen person = seen.get(step.person());
        return new Step(
                step.person(),
                person == null ? "" : person.name(),
                wireName(step.move()),
                step.pedigree() == null ? null : wireName(step.pedigree()),
                step.bond() == null ? null : wireName(step.bond()));
    }

    private static String wireName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @param depth generations, 1 to 20 */
    @GetMapping("/people/{id}/ancestors")
    ResponseEntity<KinList> ancestors(
            @PathVariable String id,
            @RequestParam(defaultValue = "5") int depth,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        return answers.of(list(id, depth, cursor, limit, (family, person) -> family.ancestors(person, depth)));
    }

    /** @param depth generations, 1 to 20 */
    @GetMapping("/people/{id}/descendants")
    ResponseEntity<KinList> descendants(
            @PathVariable String id,
            @RequestParam(defaultValue = "5") int depth,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        return answers.of(list(id, depth, cursor, limit, (family, person) -> family.descendants(person, depth)));
    }

    private KinList list(
            String id, int depth, @Nullable String cursor, int limit, BiConsumer<Family, List<String>> walk) {
        requireWithin("depth", depth, DEEPEST);
        int size = sizes.of(limit);
        View view = view(id);
        Seen person = view.find(id);
        Family family = new Family(reader, view.imports(), Relations.MOST);
        walk.accept(family, List.of(person.person()));
        Map<String, Seen> seen = view.of(family.people());
        List<Kin> all = new ArrayList<>();
        family.steps().forEach((each, steps) -> {
            Seen kin = seen.get(each);
            if (steps > 0 && kin != null) {
                all.add(new Kin(each, kin.name(), kin.sex(), steps));
            }
        });
        all.sort(Comparator.comparingInt(Kin::generation).thenComparing(Kin::person));
        List<Kin> rest = cursor == null
                ? all
                : all.stream()
                        .filter(kin -> key(kin.generation(), kin.person()).compareTo(KeyCursor.key(cursor)) > 0)
                        .toList();
        List<Kin> page = rest.stream().limit(size).toList();
        return new KinList(
                person.person(),
                page,
                family.isComplete(),
                rest.size() > size
                        ? KeyCursor.after(
                                key(page.getLast().generation(), page.getLast().person()))
                        : null);
    }

    /** In two digits, so that keys are in the order of the list. */
    private static String key(int steps, String person) {
        return String.format(Locale.ROOT, "%02d/%s", steps, person);
    }

    /**
     * Everybody around, with what they are to the person.
     *
     * @param depth steps, 1 to 4: to a parent, a child, a partner or an associate is one
     */
    @GetMapping("/people/{id}/relatives")
    ResponseEntity<RelativeList> relatives(
            @PathVariable String id,
            @RequestParam(defaultValue = "2") int depth,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        requireWithin("depth", depth, FARTHEST);
        int size = sizes.of(limit);
        View view = view(id);
        Seen person = view.find(id);
        Family family = new Family(reader, view.imports(), Relations.MOST);
        family.around(List.of(person.person()), depth);
        Map<String, Seen> seen = view.of(family.people());
        require(seen, person);
        List<String> order = family.steps().entrySet().stream()
                .filter(each -> each.getValue() > 0 && seen.containsKey(each.getKey()))
                .map(each -> key(each.getValue(), each.getKey()))
                .filter(key -> cursor == null || key.compareTo(KeyCursor.key(cursor)) > 0)
                .sorted()
                .toList();
        var graph = Relations.graph(family, seen);
        List<Relative> page = new ArrayList<>();
        for (String key : order.subList(0, Math.min(size, order.size()))) {
            Seen relative = seen.get(key.substring(key.indexOf('/') + 1));
            if (relative != null) {
                Relationship nearest = Kinship.between(graph, person.person(), relative.person())
                        .nearest();
                page.add(new Relative(
                        relative.person(),
                        relative.name(),
                        relative.sex(),
                        Integer.parseInt(key.substring(0, key.indexOf('/'))),
                        nearest.words(),
                        nearest.term()));
            }
        }
        return answers.of(new RelativeList(
                person.person(),
                page,
                family.isComplete(),
                order.size() > size ? KeyCursor.after(order.get(size - 1)) : null));
    }

    private static void requireWithin(String what, int wanted, int most) {
        if (wanted < 1 || wanted > most) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, what + " is 1 to " + most);
        }
    }
}
