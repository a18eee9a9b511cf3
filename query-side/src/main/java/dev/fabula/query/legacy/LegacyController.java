package dev.fabula.query.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fabula.contracts.legacy.LegacyPolicy;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.query.Answers;
import dev.fabula.query.KeyCursor;
import dev.fabula.query.PageSize;
import dev.fabula.query.ReadsFrom;
import dev.fabula.query.legacy.LegacyQueries.AuditEntry;
import dev.fabula.query.legacy.LegacyQueries.ContextEntry;
import dev.fabula.query.legacy.LegacyQueries.Counts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Legacies themselves: which there are, who is in them, and who did what. */
@RestController("legacies")
@RequestMapping("/api/legacies")
@ReadsFrom({"legacy", "gedcom-import", "person", "relationship", "legacy-story", "context", "legacy-audit"})
class LegacyController {

    private final LegacyQueries legacies;
    private final PageSize sizes;
    private final Answers answers;

    LegacyController(LegacyQueries legacies, PageSize sizes, Answers answers) {
        this.legacies = legacies;
        this.sizes = sizes;
        this.answers = answers;
    }

    record Entry(String legacy, String slug, String name, boolean archived) {}

    /** @param cursor where to go on; nothing at the end */
    record Legacies(List<Entry> legacies, @Nullable String cursor) {}

    /** @param rights of the caller, in kebab case */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Overview(
            String legacy,
            String slug,
            String name,
            @Nullable String description,
            boolean archived,
            Counts counts,
            List<String> rights,
            Instant createdAt,
            Instant changedAt,
            long version) {}

    record Members(List<LegacyRow.Member> members) {}

    record Invitations(List<LegacyRow.Invitation> invitations) {}

    /** @param cursor where to go on; nothing at the end */
    record Contexts(List<ContextEntry> contexts, @Nullable String cursor) {}

    /** @param cursor where to go on; nothing at the end */
    record Audit(List<AuditEntry> events, @Nullable String cursor) {}

    /** The tenant's, by slug. */
    @GetMapping
    ResponseEntity<Legacies> list(
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "50") int limit) {
        int size = sizes.of(limit);
        List<LegacyRow> found = legacies.all(cursor == null ? null : KeyCursor.key(cursor), size + 1);
        List<Entry> page = found.stream()
                .limit(size)
                .filter(row -> Visitor.of(row).may(LegacyRight.READ))
                .map(row -> new Entry(row.legacy(), row.slug(), row.name(), row.archived()))
                .toList();
        return answers.of(new Legacies(
                page, found.size() > size ? KeyCursor.after(found.get(size - 1).slug()) : null));
    }

    @GetMapping("/{idOrSlug}")
    ResponseEntity<Overview> overview(@PathVariable String idOrSlug) {
        Visitor visitor = legacies.visit(idOrSlug);
        LegacyRow row = visitor.legacy();
        Counts counts = legacies.counts(visitor);
        return answers.of(new Overview(
                row.legacy(),
                row.slug(),
                row.name(),
                row.description(),
                row.archived(),
                visitor.may(LegacyRight.SEE_LIVING) ? counts : counts.forOutsiders(),
                LegacyPolicy.rights(visitor.access()).stream()
                        .map(LegacyRight::wireName)
                        .toList(),
                row.createdAt(),
                row.changedAt(),
                row.version()));
    }

    /** For whom is in it. */
    @GetMapping("/{idOrSlug}/members")
    ResponseEntity<Members> members(@PathVariable String idOrSlug) {
        return answers.of(new Members(legacies.visit(idOrSlug)
                .require(LegacyRight.SEE_LIVING)
                .legacy()
                .members()));
    }

    /** Those that are open; the expired ones among them can be told by their time. */
    @GetMapping("/{idOrSlug}/invitations")
    ResponseEntity<Invitations> invitations(@PathVariable String idOrSlug) {
        return answers.of(new Invitations(
                legacies.visit(idOrSlug).require(LegacyRight.MANAGE).legacy().invitations()));
    }

    @GetMapping("/{idOrSlug}/contexts")
    ResponseEntity<Contexts> contexts(
            @PathVariable String idOrSlug,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        int size = sizes.of(limit);
        List<ContextEntry> found = legacies.contexts(
                legacies.visit(idOrSlug).legacy().legacy(), cursor == null ? null : KeyCursor.key(cursor), size + 1);
        List<ContextEntry> page = found.stream().limit(size).toList();
        return answers.of(new Contexts(
                page, found.size() > size ? KeyCursor.after(page.getLast().context()) : null));
    }

    /** Who did what and when, the last first; not what was said. */
    @GetMapping("/{idOrSlug}/audit")
    ResponseEntity<Audit> audit(
            @PathVariable String idOrSlug,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        int size = sizes.of(limit);
        Visitor visitor = legacies.visit(idOrSlug).require(LegacyRight.MANAGE);
        List<AuditEntry> found =
                legacies.audit(visitor.legacy().legacy(), cursor == null ? null : position(cursor), size + 1);
        List<AuditEntry> page = found.stream().limit(size).toList();
        return answers.of(new Audit(
                page,
                found.size() > size
                        ? KeyCursor.after(Long.toString(page.getLast().position()))
                        : null));
    }

    private static long position(String cursor) {
        try {
            return Long.parseLong(KeyCursor.key(cursor));
        } catch (NumberFormatException foreign) {
            throw KeyCursor.foreign();
        }
    }
}
