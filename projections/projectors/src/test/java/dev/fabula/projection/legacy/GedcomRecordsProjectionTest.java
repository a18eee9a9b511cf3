package dev.fabula.projection.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.legacy.GedcomRecordEvent.GedcomRecordKept;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.projection.projectors.GivenEvents;
import java.util.List;
import org.junit.jupiter.api.Test;

class GedcomRecordsProjectionTest {

    private static final LegacyId LEGACY = new LegacyId("01JD3K5V8Q2XW7RBN4T6YHMEC0");
    private static final String FIRST = "01JD3K5V8Q2XW7RBN4T6YHMEC1";
    private static final String SECOND = "01JD3K5V8Q2XW7RBN4T6YHMEC2";

    private static GedcomRecordKept kept(String imported, String... lines) {
        return new GedcomRecordKept(
                "01JD3K5V8Q2XW7RBN4T6YHMEC3", LEGACY, "main", "SOUR", "@S1@", List.of(lines), imported);
    }

    private static GedcomRecordRow after(GedcomRecordKept... events) {
        return GivenEvents.of(events).valueBy(new GedcomRecordsProjection());
    }

    @Test
    void whatAnImportKeepsForTheFirstTimeWasNotThereBefore() {
        assertThat(after(kept(FIRST, "1 TITL Parish book")))
                .isEqualTo(new GedcomRecordRow(
                        LEGACY.value(), "main", "SOUR", "@S1@", List.of("1 TITL Parish book"), FIRST, null, 0));
    }

    @Test
    void whatTheImportBeforeSaidStaysBesideWhatTheNextOneSays() {
        GedcomRecordRow row = after(kept(FIRST, "1 TITL Parish book"), kept(SECOND, "1 TITL The parish book"));
        assertThat(row.lines()).containsExactly("1 TITL The parish book");
        assertThat(row.changing()).isEqualTo(SECOND);
        assertThat(row.before()).containsExactly("1 TITL Parish book");
    }

    @Test
    void anImportThatSaysItTwiceDoesNotMistakeItselfForWhatWasBefore() {
        GedcomRecordRow row = after(kept(FIRST, "1 TITL A"), kept(SECOND, "1 TITL B"), kept(SECOND, "1 TITL C"));
        assertThat(row.lines()).containsExactly("1 TITL C");
        assertThat(row.before()).containsExactly("1 TITL A");
        assertThat(after(kept(FIRST, "1 TITL A"), kept(FIRST, "1 TITL B")).before())
                .isNull();
    }
}
