package dev.fabula.query.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.RelationshipKind;
import dev.fabula.query.Answers;
import dev.fabula.query.ReadsFrom;
import dev.fabula.query.legacy.FamilyView.Member;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What joins two people, on its own: for who wants to change it, and has to know the version that there is. */
@RestController("legacyRelationship")
@RequestMapping("/api/legacies/{idOrSlug}/relationships")
@ReadsFrom({"legacy", "gedcom-import", "person", "relationship"})
class RelationshipController {

    private final LegacyQueries legacies;
    private final FamilyQueries queries;
    private final ToldAs toldAs;
    private final Living living;
    private final Answers answers;

    RelationshipController(
            LegacyQueries legacies, FamilyQueries queries, ToldAs toldAs, Living living, Answers answers) {
        this.legacies = legacies;
        this.queries = queries;
        this.toldAs = toldAs;
        this.living = living;
        this.answers = answers;
    }

    /**
     * @param from a parent, a partner, or whom an association is told of
     * @param to a child, the other partner, or whom they had to do with; nothing where nobody is known
     * @param facts in the order of their dates; withheld where one of the two is not to be seen
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RelationshipView(
            String relationship,
            RelationshipKind kind,
            Member from,
            @Nullable Member to,
            @Nullable String pedigree,
            @Nullable String role,
            @Nullable String family,
            @Nullable Integer place,
            @Nullable List<LifeFact> facts,
            long version) {}

    /** 404 where there is none, where somebody of it was removed, and where the caller is to see neither of the two. */
    @GetMapping("/{relationship}")
    ResponseEntity<RelationshipView> relationship(@PathVariable String idOrSlug, @PathVariable String relationship) {
        Visitor visitor = legacies.visit(idOrSlug);
        JoinedRow row = queries.find(visitor, relationship)
                .orElseThrow(() -> LegacyRefusals.notFound("relationship", relationship));
        Map<String, PersonRow> told =
                toldAs.of(visitor.imports(), row.to() == null ? Set.of(row.from()) : Set.of(row.from(), row.to()));
        Set<String> hidden = living.hidden(visitor, Set.copyOf(told.values()));
        PersonRow from = told.get(row.from());
        PersonRow to = row.to() == null ? null : told.get(row.to());
        boolean isThere = from != null && (to != null || row.to() == null);
        boolean isSeen = told.values().stream().anyMatch(person -> !hidden.contains(person.person()));
        if (from == null || !isThere || !isSeen) {
            throw LegacyRefusals.notFound("relationship", relationship);
        }
        return answers.of(
                new RelationshipView(
                        row.relationship(),
                        row.kind(),
                        member(from, hidden),
                        to == null ? null : member(to, hidden),
                        row.pedigree(),
                        row.role(),
                        row.family(),
                        row.place(),
                        hidden.isEmpty() ? PersonView.timeline(row.facts()) : null,
                        row.version()),
                row.version());
    }

    private static Member member(PersonRow person, Set<String> hidden) {
        return hidden.contains(person.person())
                ? new Member(null, PersonView.LIVING, null)
                : new Member(person.person(), PersonView.name(person), person.sex());
    }
}
