package dev.fabula.application.operations;

import dev.fabula.eventstore.postgres.Erasures;
import dev.fabula.projection.runtime.ProjectionStatus;
import java.util.List;
import java.util.Locale;

/**
 * How far an erasure has come.
 *
 * @param position where history says that the subject's key is destroyed
 * @param forgotten whether every copy of every read model has passed it
 */
record ErasureReceipt(String tenant, String subject, long position, boolean forgotten, List<ReadModel> projections) {

    /** @param passed whether what readers see of it has passed the erasure */
    record ReadModel(String name, boolean passed, List<Copy> generations) {}

    /** @param position everything up to here is in it; 0 while it is filled */
    record Copy(int number, String state, long position, boolean passed) {}

    static ErasureReceipt of(Erasures.Erased erased, List<ProjectionStatus> projections) {
        List<ReadModel> models = projections.stream()
                .map(status -> model(status, erased.position()))
                .toList();
        return new ErasureReceipt(
                erased.subject().tenant().value(),
                erased.subject().id(),
                erased.position(),
                models.stream().flatMap(model -> model.generations().stream()).allMatch(Copy::passed),
                models);
    }

    private static ReadModel model(ProjectionStatus status, long position) {
        List<Copy> copies = status.generations().stream()
                .map(copy -> new Copy(
                        copy.number(),
                        copy.state().name().toLowerCase(Locale.ROOT),
                        copy.position(),
                        copy.position() >= position))
                .toList();
        // Nothing that readers see is nothing to forget: a projection that has no generation yet has not folded
        // anything.
        boolean passed =
                copies.stream().filter(copy -> copy.state().equals("current")).allMatch(Copy::passed);
        return new ReadModel(status.name(), passed, copies);
    }
}
