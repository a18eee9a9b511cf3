package dev.fabula.query.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fabula.contracts.legacy.LifeFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Partners and children that belong together. Whom an outsider is not to see is in it as "Living", without id or sex.
 *
 * @param family by which it is found
 * @param partners one or two; none where none is known or there any more
 * @param couple what joins the partners
 * @param facts of the couple, in the order of their dates; withheld where one of them is not to be seen
 * @param children by their place, then by birth
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FamilyView(
        String family,
        List<Member> partners,
        List<Joined> couple,
        @Nullable List<LifeFact> facts,
        List<Child> children) {

    /** @param person nothing where they are not to be seen */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Member(
            @Nullable String person, String name, @Nullable String sex) {}

    /** @param version that a change of it can be wanted of */
    record Joined(String relationship, long version) {}

    /**
     * @param place among the siblings, from 1, where somebody said it
     * @param pedigree birth, adopted, foster, step, sealing, other; nothing where it is another to each parent
     * @param parents what joins the child to each of its parents in this family
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Child(
            @Nullable String person,
            String name,
            @Nullable String sex,
            @Nullable Integer place,
            @Nullable String pedigree,
            List<Parentage> parents) {}

    /** @param parent nothing where they are not to be seen */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Parentage(
            String relationship,
            @Nullable String parent,
            @Nullable String pedigree,
            long version) {}
}
