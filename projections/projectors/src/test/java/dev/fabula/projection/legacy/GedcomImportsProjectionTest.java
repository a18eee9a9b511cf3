package dev.fabula.projection.legacy;

import static dev.fabula.projection.legacy.Imported.FIRST;
import static dev.fabula.projection.legacy.Imported.LEGACY;
import static dev.fabula.projection.projectors.GivenEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.legacy.GedcomChanges;
import dev.fabula.contracts.legacy.GedcomEvent.GedcomImportFailed;
import dev.fabula.contracts.legacy.GedcomEvent.GedcomImportStarted;
import dev.fabula.contracts.legacy.GedcomEvent.GedcomImported;
import dev.fabula.contracts.legacy.GedcomFinding;
import dev.fabula.projection.legacy.GedcomImportRow.State;
import dev.fabula.projection.projectors.GivenEvents;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GedcomImportsProjectionTest {

    private static final String IMPORTS = "01JD3K5V8Q2XW7RBN4T6YHMEC0";
    private static final GedcomImportStarted STARTED =
            new GedcomImportStarted(IMPORTS, LEGACY, FIRST, "main", "vale.ged", 4711, "ab".repeat(32));

    private static GedcomImportRow folded(DomainEvent... events) {
        return GivenEvents.of(events).valueBy(new GedcomImportsProjection());
    }

    @Test
    void anImportRunsUntilItIsComplete() {
        GedcomImportRow running = folded(STARTED);
        assertThat(running.state()).isEqualTo(State.RUNNING);
        assertThat(running.startedBy()).isEqualTo("olivia");
        assertThat(running.startedAt()).isEqualTo(at(0));
        assertThat(running.endedAt()).isNull();
        List<GedcomFinding> problems = List.of(new GedcomFinding(7, "non-standard-tag", "What is _X?"));
        GedcomImportRow complete = folded(
                STARTED,
                new GedcomImported(
                        IMPORTS,
                        LEGACY,
                        FIRST,
                        new TreeMap<>(Map.of("INDI", 3)),
                        new GedcomChanges(2, 1, 0, 0, 0),
                        new GedcomChanges(1, 0, 1, 0, 0),
                        new TreeMap<>(Map.of("_X", 5)),
                        problems,
                        5));
        assertThat(complete.state()).isEqualTo(State.COMPLETE);
        assertThat(complete.file()).isEqualTo("vale.ged");
        assertThat(complete.endedAt()).isEqualTo(at(1));
        assertThat(complete.records()).containsEntry("INDI", 3);
        assertThat(complete.people()).isEqualTo(new GedcomChanges(2, 1, 0, 0, 0));
        assertThat(complete.problems()).isEqualTo(problems);
        assertThat(complete.problemCount()).isEqualTo(5);
        assertThat(complete.failedLine()).isNull();
    }

    @Test
    void anImportThatFailedSaysWhereAndWhy() {
        GedcomImportRow failed =
                folded(STARTED, new GedcomImportFailed(IMPORTS, LEGACY, FIRST, 12, "This is no level."));
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.endedAt()).isEqualTo(at(1));
        assertThat(failed.failedLine()).isEqualTo(12);
        assertThat(failed.reason()).isEqualTo("This is no level.");
        assertThat(failed.records()).isNull();
    }
}
