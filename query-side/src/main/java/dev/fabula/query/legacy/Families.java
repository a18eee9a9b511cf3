package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.RelationshipKind;
import dev.fabula.query.legacy.FamilyView.Child;
import dev.fabula.query.legacy.FamilyView.Joined;
import dev.fabula.query.legacy.FamilyView.Member;
import dev.fabula.query.legacy.FamilyView.Parentage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Families as one visitor may see them. */
@Component
class Families {

    private static final Comparator<@Nullable Integer> LAST_WITHOUT =
            Comparator.nullsLast(Comparator.<Integer>naturalOrder());

    private final ToldAs toldAs;
    private final Living living;

    Families(ToldAs toldAs, Living living) {
        this.toldAs = toldAs;
        this.living = living;
    }

    /** @param rows all that joins it */
    record Family(String id, List<JoinedRow> rows) {}

    /** By id, in their order; those of whom the visitor is to see nobody are left out. */
    Map<String, FamilyView> seen(Visitor visitor, Collection<Family> families) {
        Set<String> ids = new HashSet<>();
        for (Family family : families) {
            for (JoinedRow row : family.rows()) {
                ids.add(row.from());
                if (row.to() != null) {
                    ids.add(row.to());
                }
            }
        }
        Map<String, PersonRow> told = toldAs.of(visitor.imports(), ids);
        Set<String> hidden = living.hidden(visitor, Set.copyOf(told.values()));
        Map<String, FamilyView> seen = new LinkedHashMap<>();
        for (Family family : families) {
            new Sight(told, hidden).of(family).ifPresent(view -> seen.put(family.id(), view));
        }
        return seen;
    }

    /** One family, as its members are told of. */
    private record Sight(Map<String, PersonRow> told, Set<String> hidden) {

        Optional<FamilyView> of(Family family) {
            Set<PersonRow> partners = new LinkedHashSet<>();
            Map<PersonRow, List<JoinedRow>> children = new LinkedHashMap<>();
            List<JoinedRow> couple = new ArrayList<>();
            for (JoinedRow row : family.rows()) {
                PersonRow from = told.get(row.from());
                PersonRow to = row.to() == null ? null : told.get(row.to());
                if (from == null || (row.to() != null && to == null) || from.equals(to)) {
                    // Somebody was removed, or both are one by now.
                    continue;
                }
                if (row.kind() == RelationshipKind.PARTNER) {
                    couple.add(row);
                    partners.add(from);
                }
                if (row.kind() == RelationshipKind.PARTNER && to != null) {
                    partners.add(to);
                } else if (row.kind() == RelationshipKind.PARENT_CHILD && to != null) {
                    children.computeIfAbsent(to, _ -> new ArrayList<>()).add(row);
                }
            }
            children.values().stream()
                    .flatMap(List::stream)
                    .map(row -> told.get(row.from()))
                    .filter(Objects::nonNull)
                    .sorted(Comparator.comparing(PersonRow::person))
                    .forEach(partners::add);
            if (partners.stream().noneMatch(this::isSeen)
                    && children.keySet().stream().noneMatch(this::isSeen)) {
                return Optional.empty();
            }
            return Optional.of(new FamilyView(
                    family.id(),
                    partners.stream().map(this::member).toList(),
                    couple.stream()
                            .map(row -> new Joined(row.relationship(), row.version()))
                            .toList(),
                    partners.stream().allMatch(this::isSeen) ? facts(couple) : null,
                    children.entrySet().stream()
                            .sorted(Comparator.<Map.Entry<PersonRow, List<JoinedRow>>, @Nullable Integer>comparing(
                                            child -> place(child.getValue()), LAST_WITHOUT)
                                    .thenComparing(child -> bornBy(child.getKey()), LAST_WITHOUT)
                                    .thenComparing(child -> child.getKey().person()))
                            .map(child -> child(child.getKey(), child.getValue()))
                            .toList()));
        }

        private boolean isSeen(PersonRow person) {
            return !hidden.contains(person.person());
        }

        private @Nullable String id(PersonRow person) {
            return isSeen(person) ? person.person() : null;
        }

        private String name(PersonRow person) {
            return isSeen(person) ? PersonView.name(person) : PersonView.LIVING;
        }

        private @Nullable String sex(PersonRow person) {
            return isSeen(person) ? person.sex() : null;
        }

        /** When the hidden were born is not to be told by their place, either. */
        private @Nullable Integer bornBy(PersonRow person) {
            return isSeen(person) ? person.bornBy() : null;
        }

        private Member member(PersonRow person) {
            return new Member(id(person), name(person), sex(person));
        }

        private Child child(PersonRow person, List<JoinedRow> rows) {
            Set<@Nullable String> pedigrees = new HashSet<>();
            rows.forEach(row -> pedigrees.add(row.pedigree()));
            return new Child(
                    id(person),
                    name(person),
                    sex(person),
                    place(rows),
                    pedigrees.size() == 1 ? pedigrees.iterator().next() : null,
                    rows.stream()
                            .map(row -> new Parentage(
                                    row.relationship(),
                                    id(Objects.requireNonNull(told.get(row.from()))),
                                    row.pedigree(),
                                    row.version()))
                            .toList());
        }

        private static @Nullable Integer place(List<JoinedRow> rows) {
            return rows.stream()
                    .map(JoinedRow::place)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }

        private static List<LifeFact> facts(List<JoinedRow> couple) {
            return PersonView.timeline(
                    couple.stream().flatMap(row -> row.facts().stream()).toList());
        }
    }
}
