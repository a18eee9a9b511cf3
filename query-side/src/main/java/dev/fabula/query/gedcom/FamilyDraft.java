package dev.fabula.query.gedcom;

import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.contracts.legacy.Sex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A family that is still being put together. */
final class FamilyDraft {

    private static final int HUSBAND = 1;
    private static final int WIFE = 2;
    private static final int LAST = Integer.MAX_VALUE;

    private record Placed(int person, Pedigree pedigree, int place) {}

    private final @Nullable String id;
    private final List<String> couples = new ArrayList<>(1);
    private final List<Placed> children = new ArrayList<>(2);
    private int one;
    private int other;
    /** Which slot the first of them is in; nothing where their sexes say. */
    private @Nullable Integer slot;

    FamilyDraft(@Nullable String id, int one, int other) {
        this.id = id;
        this.one = one;
        this.other = other;
    }

    int size() {
        return other == Family.NOBODY ? 1 : 2;
    }

    boolean has(int person) {
        return one == person || other == person;
    }

    boolean isWithin(Collection<Integer> people) {
        return people.contains(one) && (other == Family.NOBODY || people.contains(other));
    }

    boolean isChildless() {
        return children.isEmpty();
    }

    void join(int partner) {
        if (size() == 2) {
            throw new IllegalStateException("a family has two partners at most");
        }
        other = partner;
    }

    /** Who a partner is told to be in the slot of; what is said first counts. */
    void told(String couple, int from, @Nullable Integer place) {
        couples.add(couple);
        if (slot == null && place != null && (place == HUSBAND || place == WIFE)) {
            slot = from == one ? place : place == HUSBAND ? WIFE : HUSBAND;
        }
    }

    /** @return whether the child was not there yet */
    boolean add(int child, Pedigree pedigree, @Nullable Integer place) {
        if (children.stream().anyMatch(each -> each.person() == child)) {
            return false;
        }
        children.add(new Placed(child, pedigree, place == null ? LAST : place));
        return true;
    }

    /**
     * Children in the order that somebody told of, then by age.
     *
     * @param bornBy a year, or {@link Integer#MAX_VALUE} where it is not known
     */
    Family family(IntFunction<Sex> sex, IntUnaryOperator bornBy) {
        boolean firstIsWife = slot != null ? slot == WIFE : looksLikeWife(sex);
        List<Family.Child> ordered = children.stream()
                .sorted(Comparator.comparingInt(Placed::place)
                        .thenComparingInt(each -> bornBy.applyAsInt(each.person()))
                        .thenComparingInt(Placed::person))
                .map(each -> new Family.Child(each.person(), each.pedigree()))
                .toList();
        return new Family(id, firstIsWife ? other : one, firstIsWife ? one : other, ordered, couples);
    }

    /** By custom, where sexes are known and differ. */
    private boolean looksLikeWife(IntFunction<Sex> sex) {
        Sex first = sex.apply(one);
        Sex second = other == Family.NOBODY ? Sex.UNKNOWN : sex.apply(other);
        return (first == Sex.FEMALE && second != Sex.FEMALE) || (second == Sex.MALE && first != Sex.MALE);
    }
}
