package dev.fabula.query.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fabula.contracts.legacy.GedcomChanges;
import dev.fabula.contracts.legacy.GedcomFinding;
import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.query.Answers;
import dev.fabula.query.PageSize;
import dev.fabula.query.ReadsFrom;
import dev.fabula.query.TimeCursor;
import dev.fabula.query.legacy.ImportProgress.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Imports of GEDCOM files into a legacy, for those who may import. */
@RestController("legacyImports")
@RequestMapping("/api/legacies/{idOrSlug}/imports")
@ReadsFrom({"legacy", "gedcom-import", "person", "relationship"})
class ImportsController {

    private final LegacyQueries legacies;
    private final ImportQueries imports;
    private final ImportProgress progress;
    private final PageSize sizes;
    private final Answers answers;

    ImportsController(
            LegacyQueries legacies, ImportQueries imports, ImportProgress progress, PageSize sizes, Answers answers) {
        this.legacies = legacies;
        this.imports = imports;
        this.progress = progress;
        this.sizes = sizes;
        this.answers = answers;
    }

    /** @param line from 1; 0 where the whole file is meant */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failure(@Nullable Integer line, @Nullable String reason) {}

    /**
     * @param state running, complete, failed; once it is complete, what the file tells is seen
     * @param file what it is called, in the sender's words
     * @param records of the file, by their tags; nothing unless it is complete, as all counts
     * @param problems the first ones; nothing in a list
     * @param progress while it runs, where somebody knows
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ImportView(
            @JsonProperty("import") String imported,
            String tree,
            @Nullable String file,
            long bytes,
            String state,
            String startedBy,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Map<String, Integer> records,
            @Nullable GedcomChanges people,
            @Nullable GedcomChanges relationships,
            @Nullable Map<String, Integer> unknownTags,
            @Nullable List<GedcomFinding> problems,
            @Nullable Integer problemCount,
            @Nullable Failure failure,
            @Nullable Progress progress) {}

    /** @param cursor where to go on; nothing at the end */
    record Imports(List<ImportView> imports, @Nullable String cursor) {}

    /** The last begun first. */
    @GetMapping
    ResponseEntity<Imports> list(
            @PathVariable String idOrSlug,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        int size = sizes.of(limit);
        Visitor visitor = legacies.visit(idOrSlug).require(LegacyRight.EDIT_PEOPLE);
        List<ImportRow> found = imports.list(visitor.legacy().legacy(), TimeCursor.of(cursor), size + 1);
        List<ImportRow> page = found.stream().limit(size).toList();
        return answers.of(new Imports(
                page.stream().map(row -> view(visitor, row, null)).toList(),
                found.size() > size
                        ? new TimeCursor(page.getLast().startedAt(), page.getLast().imported()).text()
                        : null));
    }

    @GetMapping("/{imported}")
    ResponseEntity<ImportView> find(@PathVariable String idOrSlug, @PathVariable String imported) {
        Visitor visitor = legacies.visit(idOrSlug).require(LegacyRight.EDIT_PEOPLE);
        ImportRow row = imports.find(visitor.legacy().legacy(), imported)
                .orElseThrow(() -> LegacyRefusals.notFound("import", imported));
        return answers.of(view(visitor, row, row.problems()));
    }

    private ImportView view(Visitor visitor, ImportRow row, @Nullable List<GedcomFinding> problems) {
        boolean failed = row.state().equals(ImportRow.FAILED);
        // Whoever is told that it is complete shall find what it told.
        boolean complete = visitor.imports().ids().contains(row.imported());
        boolean running = !failed && !complete;
        return new ImportView(
                row.imported(),
                row.tree(),
                row.file(),
                row.bytes(),
                running ? ImportRow.RUNNING : row.state(),
                row.startedBy(),
                row.startedAt(),
                running ? null : row.endedAt(),
                running ? null : row.records(),
                running ? null : row.people(),
                running ? null : row.relationships(),
                running ? null : row.unknownTags(),
                running ? null : problems,
                running ? null : row.problemCount(),
                failed ? new Failure(row.failedLine(), row.reason()) : null,
                running ? progress.of(Caller.required().tenant(), row.imported()).orElse(null) : null);
    }
}
