package dev.fabula.query.gedcom;

import dev.fabula.contracts.legacy.Pedigree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A family as a FAM record has it: two partners at most, and children who are children of each of them in the same way.
 * People are numbers.
 *
 * @param id what its relationships name it by; nothing where no relationship does
 * @param husband who is in the slot of that name, or {@link #NOBODY}; it names a slot, not a sex
 * @param wife who is in the other one, or {@link #NOBODY}
 * @param couples the relationships of the two, whose events are the family's
 */
public record Family(@Nullable String id, int husband, int wife, List<Child> children, List<String> couples) {

    /** Nobody known. */
    public static final int NOBODY = -1;

    public Family {
        children = List.copyOf(children);
        couples = List.copyOf(couples);
    }

    public record Child(int person, Pedigree pedigree) {}
}
