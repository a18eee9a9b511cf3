package dev.fabula.query.gedcom;

import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.contracts.legacy.Sex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts families together from what joins people two by two. A file can say of a child only that it belongs to a family, not
 * to one of the two; so a child is in a family if it belongs to both partners in the same way, and in several where it
 * must be. Each parent of each child is told of, in the way that they are its parent, and nobody else.
 *
 * <p>A relationship costs some 40 bytes here, a family some 150 and 30 for each child.
 */
public final class FamilyAssembly {

    private record Couple(
            String relationship,
            int from,
            int to,
            @Nullable String family,
            @Nullable Integer place) {}

    private record Parent(
            int parent,
            int child,
            Pedigree pedigree,
            @Nullable String family,
            @Nullable Integer place) {}

    /** Parents of one child in one family, or in none, in the same way. */
    private record Way(@Nullable String family, Pedigree pedigree) {}

    private final List<Couple> couples = new ArrayList<>();
    private final List<Parent> parents = new ArrayList<>();
    /** Each family's id once, whoever says it. */
    private final Map<String, String> ids = new HashMap<>();

    private final List<FamilyDraft> drafts = new ArrayList<>();
    private final Map<String, List<FamilyDraft>> byId = new HashMap<>();
    private final Map<Long, FamilyDraft> byPair = new HashMap<>();
    private final Map<Integer, FamilyDraft> byOnly = new HashMap<>();

    /**
     * @param to {@link Family#NOBODY} where only one is known
     * @param place the slot that {@code from} is in, 1 or 2
     */
    public void partners(String relationship, int from, int to, @Nullable String family, @Nullable Integer place) {
        if (from != to) {
            couples.add(new Couple(relationship, from, to, once(family), place));
        }
    }

    /** @param place of the child among its siblings, from 1 */
    public void parent(
            int parent, int child, @Nullable Pedigree pedigree, @Nullable String family, @Nullable Integer place) {
        if (parent != child) {
            parents.add(new Parent(
                    parent, child, Objects.requireNonNullElse(pedigree, Pedigree.BIRTH), once(family), place));
        }
    }

    private @Nullable String once(@Nullable String family) {
        return family == null ? null : ids.computeIfAbsent(family, id -> id);
    }

    /**
     * Those of one id one after the other, the one that its file told of first.
     *
     * @param bornBy a year, or {@link Integer#MAX_VALUE} where it is not known
     */
    public List<Family> assemble(IntFunction<Sex> sex, IntUnaryOperator bornBy) {
        couples.stream().filter(couple -> couple.family() != null).forEach(this::put);
        couples.stream().filter(couple -> couple.family() == null).forEach(this::put);
        SortedMap<Integer, List<Parent>> byChild = new TreeMap<>();
        parents.forEach(each ->
                byChild.computeIfAbsent(each.child(), _ -> new ArrayList<>(2)).add(each));
        // First those whose family is there: what is made for the others must not depend on who comes first.
        List<Left> left = new ArrayList<>();
        byChild.forEach((child, links) -> ways(links).forEach((way, those) -> fit(child, way, those, left)));
        left.forEach(this::makeRoom);
        return drafts.stream().map(draft -> draft.family(sex, bornBy)).toList();
    }

    private void put(Couple couple) {
        FamilyDraft there = couple.family() == null ? ofPair(couple) : ofId(couple, couple.family());
        if (there == null) {
            there = draft(couple.family(), couple.from(), couple.to());
        } else if (there.size() == 1 && couple.to() != Family.NOBODY) {
            complete(there, couple.from(), couple.to());
        }
        there.told(couple.relationship(), couple.from(), couple.place());
    }

    /** One of the two is in it already. */
    private void complete(FamilyDraft draft, int one, int other) {
        draft.join(draft.has(one) ? other : one);
        byPair.putIfAbsent(pair(one, other), draft);
    }

    private @Nullable FamilyDraft ofPair(Couple couple) {
        return couple.to() == Family.NOBODY ? byOnly.get(couple.from()) : byPair.get(pair(couple.from(), couple.to()));
    }

    /** The one of these two, or else one of only one of them, which the other completes. */
    private @Nullable FamilyDraft ofId(Couple couple, String family) {
        FamilyDraft completed = null;
        for (FamilyDraft each : byId.getOrDefault(family, List.of())) {
            boolean from = each.has(couple.from());
            boolean to = couple.to() != Family.NOBODY && each.has(couple.to());
            if (from && (to || couple.to() == Family.NOBODY)) {
                return each;
            }
            if ((from || to) && each.size() == 1) {
                completed = each;
            }
        }
        return completed;
    }

    /** Whoever is told of in a family is not told of once more outside it. */
    private static Map<Way, List<Parent>> ways(List<Parent> links) {
        Map<Way, List<Parent>> ways = new LinkedHashMap<>();
        for (Parent each : links) {
            boolean told = each.family() == null
                    && links.stream()
                            .anyMatch(link -> link.family() != null
                                    && link.parent() == each.parent()
                                    && link.pedigree() == each.pedigree());
            if (!told) {
                ways.computeIfAbsent(new Way(each.family(), each.pedigree()), _ -> new ArrayList<>(2))
                        .add(each);
            }
        }
        return ways;
    }

    /** Parents of a child for whom there is no family yet. */
    private record Left(
            int child,
            Way way,
            Set<Integer> parents,
            @Nullable Integer place) {}

    private void fit(int child, Way way, List<Parent> links, List<Left> left) {
        Set<Integer> without = new TreeSet<>();
        Integer place = null;
        for (Parent each : links) {
            without.add(each.parent());
            place = place == null ? each.place() : place;
        }
        FamilyDraft there = there(way.family(), without);
        while (there != null && there.add(child, way.pedigree(), place)) {
            without.removeIf(there::has);
            there = there(way.family(), without);
        }
        if (!without.isEmpty()) {
            left.add(new Left(child, way, without, place));
        }
    }

    /** A family of some of these and nobody else: of two, or of one where only one is asked for. */
    private @Nullable FamilyDraft there(@Nullable String family, Set<Integer> some) {
        if (family != null) {
            List<FamilyDraft> within = byId.getOrDefault(family, List.of()).stream()
                    .filter(each -> each.isWithin(some))
                    .toList();
            return within.stream()
                    .filter(each -> each.size() == 2 || some.size() == 1)
                    .findFirst()
                    .orElse(null);
        }
        for (int one : some) {
            for (int other : some) {
                FamilyDraft pair = one < other ? byPair.get(pair(one, other)) : null;
                if (pair != null) {
                    return pair;
                }
            }
        }
        return some.size() == 1 ? byOnly.get(some.iterator().next()) : null;
    }

    /** Two by two: in a family of one of them that has no child yet, or in one of their own. */
    private void makeRoom(Left left) {
        Set<Integer> without = new LinkedHashSet<>(left.parents());
        while (!without.isEmpty()) {
            List<Integer> two = without.stream().limit(2).toList();
            Set<Integer> these = new LinkedHashSet<>(two);
            FamilyDraft draft = there(left.way().family(), these);
            if (draft == null && two.size() == 2 && left.way().family() != null) {
                draft = byId.getOrDefault(left.way().family(), List.of()).stream()
                        .filter(each -> each.size() == 1 && each.isChildless() && each.isWithin(these))
                        .findFirst()
                        .orElse(null);
                if (draft != null) {
                    complete(draft, two.getFirst(), two.getLast());
                }
            }
            if (draft == null) {
                draft = draft(left.way().family(), two.getFirst(), two.size() == 2 ? two.getLast() : Family.NOBODY);
            }
            if (!draft.add(left.child(), left.way().pedigree(), left.place())) {
                // In it in another way: a child is in a family once.
                draft = new FamilyDraft(null, two.getFirst(), two.size() == 2 ? two.getLast() : Family.NOBODY);
                drafts.add(draft);
                draft.add(left.child(), left.way().pedigree(), left.place());
            }
            without.removeIf(draft::has);
        }
    }

    private FamilyDraft draft(@Nullable String family, int one, int other) {
        FamilyDraft draft = new FamilyDraft(family, one, other);
        drafts.add(draft);
        if (family != null) {
            byId.computeIfAbsent(family, _ -> new ArrayList<>(1)).add(draft);
        }
        if (other != Family.NOBODY) {
            byPair.putIfAbsent(pair(one, other), draft);
        } else if (family == null) {
            byOnly.putIfAbsent(one, draft);
        }
        return draft;
    }

    /** The same either way round. */
    private static long pair(int one, int other) {
        return ((long) Math.min(one, other) << Integer.SIZE) | Math.max(one, other);
    }
}
