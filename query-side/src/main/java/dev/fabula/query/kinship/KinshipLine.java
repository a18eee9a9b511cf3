package dev.fabula.query.kinship;

import java.util.List;

/**
 * One way by which two people are related.
 *
 * @param ancestors at the top of each line of the way, both where it goes over a couple; none where it has no line
 * @param path from the one to the other, both included; over a couple, it goes through the first of the two
 */
public record KinshipLine(List<String> ancestors, List<PathStep> path) {

    public KinshipLine {
        ancestors = List.copyOf(ancestors);
        path = List.copyOf(path);
    }
}
