package dev.fabula.application.operations;

import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.projection.runtime.ProjectionOperations;
import dev.fabula.projection.runtime.Verification;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** How read models are, and what is done with what readers see of them. */
@RestController
@RequestMapping("/api/admin/projections")
class ProjectionsController {

    private final ProjectionOperations operations;

    ProjectionsController(ProjectionOperations operations) {
        this.operations = operations;
    }

    record Projections(List<ProjectionView> projections) {}

    @GetMapping
    Projections all() {
        return new Projections(operations.all().stream().map(ProjectionView::of).toList());
    }

    @GetMapping("/{name}")
    ProjectionView one(@PathVariable("name") String name) {
        return ProjectionView.of(operations.status(name));
    }

    /** Compares what readers see with the generation beside it or, where there is none, with fresh folds of some keys. */
    @PostMapping("/{name}/verifications")
    Verification verify(@PathVariable("name") String name) {
        return operations.verify(name);
    }

    /** @param accept why although it may be behind; nothing where it must not be */
    record Rollback(@Nullable String accept) {}

    @PostMapping("/{name}/rollback")
    ProjectionView rollback(
            @PathVariable("name") String name, @RequestBody(required = false) @Nullable Rollback rollback)
            throws InterruptedException {
        return ProjectionView.of(operations.rollback(name, rollback == null ? null : rollback.accept(), actor()));
    }

    @PostMapping("/{name}/drop")
    ProjectionView drop(@PathVariable("name") String name) {
        return ProjectionView.of(operations.drop(name, actor()));
    }

    /**
     * Either one key or all that a stream touches.
     *
     * @param key as it is stored
     * @param stream the id of an aggregate
     */
    record Repair(
            @NotBlank String tenant,
            @Nullable String key,
            @Nullable String stream) {}

    /** @param keys how many were folded anew */
    record Repaired(int keys) {}

    @PostMapping("/{name}/repairs")
    Repaired repair(@PathVariable("name") String name, @Valid @RequestBody Repair wanted) {
        if (!TenantId.isValid(wanted.tenant())) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "tenant is not a tenant's id");
        }
        TenantId tenant = TenantId.of(wanted.tenant());
        String key = wanted.key();
        String stream = wanted.stream();
        if (key != null && stream == null) {
            return new Repaired(operations.repairKey(name, tenant, key, actor()));
        }
        if (stream != null && key == null) {
            return new Repaired(operations.repairStream(name, tenant, stream, actor()));
        }
        throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "a repair names either a key or a stream");
    }

    private static String actor() {
        return Caller.required().actor().value();
    }
}
