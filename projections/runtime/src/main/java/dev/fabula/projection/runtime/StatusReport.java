package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.projection.runtime.ProjectionStatus.Copy;
import dev.fabula.projection.runtime.ProjectionStatus.Part;
import dev.fabula.projection.runtime.ProjectionStatus.RebuildStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells how projections are. */
final class StatusReport {

    private final ProjectionDatabase database;
    private final Generations generations;
    private final Rebuilds rebuilds;
    private final DeadLetters deadLetters;
    private final History history;

    StatusReport(
            ProjectionDatabase database,
            Generations generations,
            Rebuilds rebuilds,
            DeadLetters deadLetters,
            History history) {
        this.database = database;
        this.generations = generations;
        this.rebuilds = rebuilds;
        this.deadLetters = deadLetters;
        this.history = history;
    }

    ProjectionStatus of(Registered<?, ?> registered) {
        long head = history.head();
        List<Generation> all = generations.of(registered.name());
        return new ProjectionStatus(
                registered.name(),
                registered.version(),
                head,
                all.stream().map(generation -> copy(generation, head)).toList(),
                rebuilds.latest(registered.name()).map(this::rebuild).orElse(null));
    }

    private Copy copy(Generation generation, long head) {
        List<Part> segments = segments(generation);
        long position = segments.stream().mapToLong(Part::position).min().orElse(0);
        return new Copy(
                generation.number(),
                generation.version(),
                generation.state(),
                generation.target(),
                position,
                Math.max(0, head - position),
                position < head && generation.state().isLive() ? age(position) : 0,
                deadLetters.count(generation),
                segments);
    }

    /** Of the first event after that position. */
    private double age(long position) {
        try (HistoryCursor cursor = history.read(HistoryRange.of(position, position + 1), _ -> {})) {
            Instant recorded = cursor.next().stream()
                    .findFirst()
                    .map(Recorded<DomainEvent>::at)
                    .orElse(Instant.now());
            return Math.max(0, Duration.between(recorded, Instant.now()).toMillis() / 1_000.0);
        }
    }

    private List<Part> segments(Generation generation) {
        return database.sql()
                .sql("SELECT segment, position, owner FROM projection.progress WHERE processor = ? ORDER BY segment")
                .param(generation.processor())
                .query((row, _) -> new Part(row.getInt(1), row.getLong(2), row.getString(3)))
                .list();
    }

    private RebuildStatus rebuild(Rebuild rebuild) {
        Long generation = rebuild.generation();
        double progress = rebuild.target() == 0 ? 0 : Math.min(1, (double) rebuild.reached() / rebuild.target());
        return new RebuildStatus(
                rebuild,
                generation == null
                        ? null
                        : generations.find(generation).map(Generation::number).orElse(null),
                progress,
                rebuild.perSecond(),
                eta(rebuild),
                ProjectionOperations.verification(rebuild));
    }

    private static @Nullable Double eta(Rebuild rebuild) {
        boolean building = rebuild.state() == Rebuild.State.BUILDING && !rebuild.paused();
        return building && rebuild.positionsPerSecond() > 0
                ? (rebuild.target() - rebuild.reached()) / rebuild.positionsPerSecond()
                : null;
    }
}
