package dev.fabula.application.operations;

import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.projection.feed.FeedJob;
import dev.fabula.projection.feed.FeedOperations;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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

/** How integration feeds are, and what is done with them. */
@RestController
@RequestMapping("/api/admin/feeds")
class FeedsController {

    private final ObjectProvider<FeedOperations> operations;

    FeedsController(ObjectProvider<FeedOperations> operations) {
        this.operations = operations;
    }

    record Feeds(List<FeedView> feeds) {}

    record Jobs(List<FeedJobView> jobs) {}

    /** None where this installation has no Kafka. */
    @GetMapping
    Feeds all() {
        FeedOperations there = operations.getIfAvailable();
        return new Feeds(
                there == null
                        ? List.of()
                        : there.all().stream().map(FeedView::of).toList());
    }

    @GetMapping("/{name}")
    FeedView one(@PathVariable("name") String name) {
        return FeedView.of(feeds().status(name));
    }

    @PostMapping("/{name}/pause")
    FeedView pause(@PathVariable("name") String name) {
        return FeedView.of(feeds().pause(name, true, actor()));
    }

    @PostMapping("/{name}/resume")
    FeedView resume(@PathVariable("name") String name) {
        return FeedView.of(feeds().pause(name, false, actor()));
    }

    /** Replays and verifications, the latest first. */
    @GetMapping("/{name}/jobs")
    Jobs jobs(@PathVariable("name") String name) {
        return new Jobs(feeds().jobs(name).stream().map(FeedJobView::of).toList());
    }

    /**
     * Positions or times, both inclusive.
     *
     * @param topic to be made
     * @param fromPosition nothing is the beginning, or what fromTime says
     * @param toPosition nothing is where history ends now, or what toTime says
     */
    record Range(
            @NotBlank String topic,
            @Nullable Long fromPosition,
            @Nullable Instant fromTime,
            @Nullable Long toPosition,
            @Nullable Instant toTime) {}

    /** Answers before anything is sent: some node with the role projection takes it up. */
    @PostMapping("/{name}/replays")
    ResponseEntity<FeedJobView> replay(@PathVariable("name") String name, @Valid @RequestBody Range range) {
        return accepted(feeds().replay(
                        name,
                        new FeedOperations.Range(
                                range.topic(),
                                range.fromPosition(),
                                range.fromTime(),
                                range.toPosition(),
                                range.toTime()),
                        actor()));
    }

    @GetMapping("/{name}/replays/{id}")
    FeedJobView replay(@PathVariable("name") String name, @PathVariable("id") long id) {
        return FeedJobView.of(feeds().job(name, FeedJob.Kind.REPLAY, id));
    }

    @PostMapping("/{name}/replays/{id}/cancel")
    FeedJobView cancelReplay(@PathVariable("name") String name, @PathVariable("id") long id) {
        return FeedJobView.of(feeds().cancel(name, FeedJob.Kind.REPLAY, id, actor()));
    }

    /** @param topic of a replay that is done; nothing is the feed's own */
    record Comparison(@Nullable String topic) {}

    /** Answers before anything is read. */
    @PostMapping("/{name}/verifications")
    ResponseEntity<FeedJobView> verify(
            @PathVariable("name") String name, @RequestBody(required = false) @Nullable Comparison wanted) {
        return accepted(feeds().verify(name, wanted == null ? null : wanted.topic(), actor()));
    }

    @GetMapping("/{name}/verifications/{id}")
    FeedJobView verification(@PathVariable("name") String name, @PathVariable("id") long id) {
        return FeedJobView.of(feeds().job(name, FeedJob.Kind.VERIFICATION, id));
    }

    @PostMapping("/{name}/verifications/{id}/cancel")
    FeedJobView cancelVerification(@PathVariable("name") String name, @PathVariable("id") long id) {
        return FeedJobView.of(feeds().cancel(name, FeedJob.Kind.VERIFICATION, id, actor()));
    }

    private static ResponseEntity<FeedJobView> accepted(FeedJob job) {
        return ResponseEntity.accepted()
                .location(ServletUriComponentsBuilder.fromCurrentRequest()
                        .path("/{id}")
                        .build(job.id()))
                .body(FeedJobView.of(job));
    }

    private FeedOperations feeds() {
        FeedOperations there = operations.getIfAvailable();
        if (there == null) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND,
                    "this installation has no feeds: fabula.kafka.bootstrap-servers is not set, fabula.feeds.enabled is"
                            + " false, or the history is not in PostgreSQL");
        }
        return there;
    }

    private static String actor() {
        return Caller.required().actor().value();
    }
}
