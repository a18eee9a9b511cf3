package dev.fabula.query.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A part of the graph, read step by step around some people, up to a number of people. */
final class Family {

    private final KinReader reader;
    private final Set<String> imports;
    private final int most;
    private final Set<KinLink> links = new LinkedHashSet<>();
    /** With how many steps it took to reach them. */
    private final Map<String, Integer> people = new LinkedHashMap<>();

    private boolean complete = true;

    /**
     * @param imports that are seen
     * @param most people to read, roughly: a step is read whole
     */
    Family(KinReader reader, Set<String> imports, int most) {
        this.reader = reader;
        this.imports = imports;
        this.most = most;
    }

    Set<String> people() {
        return people.keySet();
    }

    /** With how many steps it took to reach them. */
    Map<String, Integer> steps() {
        return people;
    }

    Collection<KinLink> links() {
        return links;
    }

    /** Whether nothing was left out because there were too many. */
    boolean isComplete() {
        return complete;
    }

    void add(Collection<String> some) {
        some.forEach(person -> people.putIfAbsent(person, 0));
    }

    /** All ancestors of those people, in so many generations. */
    void ancestors(Collection<String> of, int generations) {
        walk(of, generations, some -> reader.up(some, imports));
    }

    void descendants(Collection<String> of, int generations) {
        walk(of, generations, some -> reader.down(some, imports));
    }

    /** Everybody around, whatever joins them. */
    void around(Collection<String> of, int steps) {
        walk(of, steps, some -> {
            List<KinLink> all = new ArrayList<>(reader.up(some, imports));
            all.addAll(reader.down(some, imports));
            all.addAll(reader.beside(some, imports));
            return all;
        });
    }

    /** Partners and associates of those people, who are told of with them. */
    Set<String> beside(Collection<String> of) {
        List<KinLink> found = reader.beside(of, imports);
        links.addAll(found);
        Set<String> reached = KinReader.others(found, people.keySet());
        reached.forEach(person -> people.putIfAbsent(person, 1));
        return reached;
    }

    private interface Step {
        List<KinLink> from(Collection<String> people);
    }

    private void walk(Collection<String> of, int steps, Step step) {
        add(of);
        Set<String> front = new HashSet<>(of);
        for (int done = 1; done <= steps && !front.isEmpty(); done++) {
            if (people.size() >= most) {
                complete = false;
                return;
            }
            List<KinLink> found = step.from(front);
            links.addAll(found);
            front = KinReader.others(found, people.keySet());
            int reached = done;
            front.forEach(person -> people.putIfAbsent(person, reached));
        }
    }

    /** Takes over what another has read. */
    void join(Family other) {
        other.people.forEach(people::putIfAbsent);
        links.addAll(other.links);
        complete &= other.complete;
    }
}
