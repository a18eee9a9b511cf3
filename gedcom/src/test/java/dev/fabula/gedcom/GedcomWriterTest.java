package dev.fabula.gedcom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GedcomWriterTest {
    private static final GedcomStructure HEAD = GedcomStructure.record(
            null, "HEAD", null, GedcomStructure.of("GEDC", null, GedcomStructure.of("VERS", "5.5.1")));

    private static String written(GedcomVersion version, GedcomStructure... structures) {
        GedcomStructure person = GedcomStructure.record("@I1@", "INDI", null, structures);
        return new String(Trees.write(List.of(HEAD, person), version, Set.of()), StandardCharsets.UTF_8);
    }

    @Test
    void keepsLinesOfFiveShortAndBreaksThemAmidWords() {
        String text = "word ".repeat(200) + "@".repeat(300) + "😀".repeat(200);
        String file = written(GedcomVersion.V5_5_1, GedcomStructure.of("NOTE", text));
        assertThat(file.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(LineWriter.MOST_CHARACTERS));
        assertThat(file.lines().filter(it -> it.contains("CONC")).limit(3))
                .noneMatch(it -> it.endsWith(" ") || it.contains("CONC  "));
        assertThat(Trees.read(file).record("INDI").text("NOTE")).isEqualTo(text);
    }

    @Test
    void writesSevenWithoutBreakingLines() {
        String text = "word ".repeat(200) + "\n@end";
        String file = written(GedcomVersion.V7_0, GedcomStructure.of("NOTE", text));
        assertThat(file)
                .contains("1 NOTE " + "word ".repeat(200) + "\n2 CONT @@end\n")
                .doesNotContain("CONC");
    }

    @Test
    void writesEveryEndOfALineAsACont() {
        assertThat(written(GedcomVersion.V5_5_1, GedcomStructure.of("NOTE", "a\r\nb\rc\n\nd")))
                .contains("1 NOTE a\n2 CONT b\n2 CONT c\n2 CONT\n2 CONT d\n");
    }

    @Test
    void endsAFileOnceAndOnlyWhereItWasBegun() throws IOException {
        assertThat(written(GedcomVersion.V5_5_1)).endsWith("0 @I1@ INDI\n0 TRLR\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GedcomWriter writer = GedcomWriter.open(out, GedcomVersion.V7_0, Set.of())) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> writer.write(GedcomStructure.record(null, "TRLR", null)));
        }
        assertThat(out.size()).isZero();
        try (GedcomWriter writer = GedcomWriter.open(out, GedcomVersion.V7_0, Set.of())) {
            writer.write(HEAD);
            writer.write(GedcomStructure.record(null, "TRLR", null));
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> writer.write(HEAD));
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).containsOnlyOnce("0 TRLR\n");
    }

    @Test
    void refusesWhatWouldMakeAnotherFileOfIt() {
        assertThatExceptionOfType(GedcomException.class)
                .isThrownBy(() -> written(GedcomVersion.V5_5_1, GedcomStructure.of("NOTE", "a\0b")))
                .withMessageContaining("NOTE");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> GedcomStructure.of("NO TE\n1 X", "a"))
                .withMessageContaining("tag");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> GedcomStructure.link("FAMS", "F1\n0 TRLR"));
    }
}
