package dev.fabula.application.operations;

import dev.fabula.application.projection.ProjectionProperties;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.projection.runtime.ProjectionOperations;
import dev.fabula.projection.runtime.ProjectionStatus.RebuildStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The rebuild of a read model beside the live one, from the wish to the switch. There is one at a time of each. */
@RestController
@RequestMapping("/api/admin/projections/{name}/rebuilds")
class RebuildsController {

    private final ProjectionOperations operations;
    private final int workers;

    RebuildsController(ProjectionOperations operations, ProjectionProperties properties) {
        this.operations = operations;
        this.workers = properties.rebuildWorkers();
    }

    /**
     * @param rate events a second; 0 yields to live load, nothing is as fast as possible
     * @param workers threads, 1 to 64; nothing is fabula.projections.rebuild-workers
     */
    record Wish(@Nullable Long rate, @Nullable Integer workers) {

        private static final Wish NONE = new Wish(null, null);
    }

    /** Answers before anything has happened: some node with the role projection takes it up. */
    @PostMapping
    ResponseEntity<ProjectionView> rebuild(
            @PathVariable("name") String name, @RequestBody(required = false) @Nullable Wish wish) {
        Wish wanted = wish == null ? Wish.NONE : wish;
        Integer threads = wanted.workers();
        var status = operations.rebuild(name, wanted.rate(), threads == null ? workers : threads, actor());
        return ResponseEntity.accepted()
                .location(
                        ServletUriComponentsBuilder.fromCurrentRequest().build().toUri())
                .body(ProjectionView.of(status));
    }

    /** The last one, whether it has ended or not. */
    @GetMapping
    RebuildView latest(@PathVariable("name") String name) {
        RebuildStatus latest = Optional.ofNullable(operations.status(name).rebuild())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, name + " was never rebuilt"));
        return RebuildView.of(latest);
    }

    @PostMapping("/pause")
    ProjectionView pause(@PathVariable("name") String name) {
        return ProjectionView.of(operations.pause(name, true, actor()));
    }

    @PostMapping("/resume")
    ProjectionView resume(@PathVariable("name") String name) {
        return ProjectionView.of(operations.pause(name, false, actor()));
    }

    @PostMapping("/cancel")
    ProjectionView cancel(@PathVariable("name") String name) {
        return ProjectionView.of(operations.cancel(name, actor()));
    }

    /** @param accept why although it differs from the live one; nothing where it must not differ */
    record Promotion(@Nullable String accept) {}

    @PostMapping("/promote")
    ProjectionView promote(
            @PathVariable("name") String name, @RequestBody(required = false) @Nullable Promotion promotion)
            throws InterruptedException {
        return ProjectionView.of(operations.promote(name, promotion == null ? null : promotion.accept(), actor()));
    }

    private static String actor() {
        return Caller.required().actor().value();
    }
}
