package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.RelationshipKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Families of what was joined by hand, which names no family. Partners are one family, with the children of both. Of a
 * child's parents who are nobody's partner among them, two of the same pedigree are one family; everybody else is one for
 * themselves. A child can be in several: with those it was born to, and with those who adopted it.
 */
final class ByHand {

    /** No family that somebody named begins like this. */
    static final String MARK = "~";

    private static final int ID_BYTES = 15;

    private final String legacy;
    /** What joins each family, by the family's partners. */
    private final Map<SortedSet<String>, Set<String>> families = new HashMap<>();

    private ByHand(String legacy) {
        this.legacy = legacy;
    }

    /**
     * Ids of what joins each family, by the family's id.
     *
     * @param rows under the ids by which people are told of
     */
    static SortedMap<String, List<String>> families(String legacy, Collection<JoinedRow> rows) {
        ByHand byHand = new ByHand(legacy);
        Map<String, List<JoinedRow>> parentsOf = new HashMap<>();
        for (JoinedRow row : rows) {
            if (row.kind() == RelationshipKind.PARTNER) {
                byHand.join(row.to() == null ? Set.of(row.from()) : pair(row.from(), row.to()), row);
            } else if (row.kind() == RelationshipKind.PARENT_CHILD && row.to() != null) {
                parentsOf.computeIfAbsent(row.to(), _ -> new ArrayList<>()).add(row);
            }
        }
        Set<SortedSet<String>> couples = Set.copyOf(byHand.families.keySet());
        parentsOf.values().forEach(parents -> byHand.child(parents, couples));
        SortedMap<String, List<String>> found = new TreeMap<>();
        byHand.families.forEach((partners, joined) -> found.put(byHand.id(partners), List.copyOf(joined)));
        return found;
    }

    private static Set<String> pair(String one, String other) {
        return new TreeSet<>(List.of(one, other));
    }

    private void join(Set<String> partners, JoinedRow row) {
        families.computeIfAbsent(new TreeSet<>(partners), _ -> new LinkedHashSet<>())
                .add(row.relationship());
    }

    /** @param rows that join the child to each of its parents */
    private void child(List<JoinedRow> rows, Set<SortedSet<String>> couples) {
        SortedSet<String> parents = new TreeSet<>();
        rows.forEach(row -> parents.add(row.from()));
        Set<String> alone = new TreeSet<>(parents);
        for (String one : parents) {
            for (String other : parents.tailSet(one + '\0')) {
                Set<String> couple = pair(one, other);
                if (couples.contains(couple)) {
                    alone.removeAll(couple);
                    join(couple, rows);
                }
            }
        }
        Map<String, Set<String>> byPedigree = new TreeMap<>();
        rows.stream()
                .filter(row -> alone.contains(row.from()))
                .forEach(row -> byPedigree
                        .computeIfAbsent(pedigree(row), _ -> new TreeSet<>())
                        .add(row.from()));
        for (Set<String> same : byPedigree.values()) {
            if (same.size() == 2) {
                join(same, rows);
            } else {
                same.forEach(parent -> join(Set.of(parent), rows));
            }
        }
    }

    private static String pedigree(JoinedRow row) {
        @Nullable String pedigree = row.pedigree();
        return pedigree == null ? "" : pedigree;
    }

    private void join(Set<String> partners, List<JoinedRow> rows) {
        rows.stream().filter(row -> partners.contains(row.from())).forEach(row -> join(partners, row));
    }

    /** Made from who the partners are, so that it stays while children come and go; it tells of none of them. */
    private String id(SortedSet<String> partners) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((legacy + ' ' + String.join(" ", partners)).getBytes(StandardCharsets.UTF_8));
            return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ID_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
