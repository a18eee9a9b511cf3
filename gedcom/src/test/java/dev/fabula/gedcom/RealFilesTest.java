package dev.fabula.gedcom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that nobody of this project wrote, in the folder that FABULA_GEDCOM_SAMPLES names. */
class RealFilesTest {
    private static final @Nullable String FOLDER = System.getenv("FABULA_GEDCOM_SAMPLES");

    @BeforeEach
    void needsTheFolder() {
        assumeTrue(FOLDER != null, "FABULA_GEDCOM_SAMPLES names no folder of GEDCOM files");
    }

    private static Path file(String name) {
        Path file = Path.of(String.valueOf(FOLDER), name);
        assumeTrue(Files.exists(file), () -> file + " is not there");
        return file;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(String.valueOf(FOLDER)))) {
            return files.filter(it -> it.toString().endsWith(".ged")).sorted().toList();
        }
    }

    @Test
    void everyFileHasAsManyRecordsAsLinesOfLevelZero() throws IOException {
        assertThat(files()).isNotEmpty();
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            Charset charset = bytes[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1;
            long plain = new String(bytes, charset)
                    .lines()
                    .flatMap(it -> Stream.of(it.split("\r")))
                    .filter(it -> it.startsWith("0 "))
                    .count();
            assertThat(Trees.read(bytes).records()).as(file.toString()).hasSize((int) plain);
        }
    }

    @Test
    void everyFileKeepsEveryTagAndValueWhenWrittenAgain() throws IOException {
        for (Path file : files()) {
            Trees.Read read = Trees.read(Files.readAllBytes(file));
            Trees.Read same = Trees.in(GedcomVersion.V5_5_1, read);
            assertThat(paths(same)).as(file.toString()).isEqualTo(paths(read));
            assertThat(bodies(same)).as(file.toString()).isEqualTo(bodies(read));
            Trees.Read back = Trees.in(GedcomVersion.V5_5_1, Trees.in(GedcomVersion.V7_0, read));
            assertThat(paths(back)).as(file.toString()).isEqualTo(paths(read));
            assertThat(withoutDates(back)).as(file.toString()).isEqualTo(withoutDates(read));
            assertThat(dates(back)).as(file.toString()).isEqualTo(dates(read));
        }
    }

    @Test
    void oneTreeInTwoEncodingsIsOneTree() throws IOException {
        Trees.Read ansel = Trees.read(Files.readAllBytes(file("willis-ansel.ged")));
        Trees.Read utf16 = Trees.read(Files.readAllBytes(file("willis-utf16be.ged")));
        assertThat(ansel.summary().charset()).isEqualTo(GedcomCharset.ANSEL);
        assertThat(utf16.summary().charset()).isEqualTo(GedcomCharset.UTF_16_BIG_ENDIAN);
        // ANSEL has no dash; whoever wrote the file left the low byte of Unicode's, which no reader can know.
        List<String> dashes =
                bodies(utf16).stream().map(it -> it.replace('\u2014', '\u0014')).toList();
        assertThat(bodies(ansel)).isEqualTo(dashes);
        assertThat(bodies(ansel)).anyMatch(it -> it.contains("Brøderbund"));
        assertThat(ansel.summary().problems())
                .filteredOn(it -> it.kind() == GedcomProblem.Kind.CONTROL_CHARACTER)
                .hasSize(2);
    }

    @Test
    void theFaultyTagIsNamedWithItsLine() throws IOException {
        assertThat(Trees.read(Files.readAllBytes(file("bad-custom-tag.ged")))
                        .summary()
                        .problems())
                .singleElement()
                .satisfies(it -> assertThat(it.line()).isEqualTo(28))
                .satisfies(it -> assertThat(it.message()).contains("BUST"));
    }

    @Test
    void theFileOfAllTagsHoldsNothingUnreadable() throws IOException {
        Trees.Read read = Trees.read(Files.readAllBytes(file("torture-551.ged")));
        assertThat(read.summary().problems()).isEmpty();
        assertThat(bodies(read)).noneMatch(it -> it.contains("\uFFFD"));
        assertThat(read.summary().people()).isEqualTo(15);
        assertThat(read.summary().families()).isEqualTo(7);
    }

    /** How often each path of tags occurs; headers may differ in what names version and character set. */
    private static Map<String, Integer> paths(Trees.Read read) {
        Map<String, Integer> counts = new TreeMap<>();
        for (GedcomStructure record : read.records()) count(counts, "", record);
        counts.keySet().removeIf(it -> it.startsWith("/HEAD/CHAR"));
        return counts;
    }

    private static void count(Map<String, Integer> counts, String above, GedcomStructure structure) {
        String path = above + "/" + structure.tag();
        counts.merge(path, 1, Integer::sum);
        structure.children().forEach(it -> count(counts, path, it));
    }

    private interface Line {
        @Nullable
        String of(String indent, GedcomStructure structure);
    }

    private static List<String> bodies(Trees.Read read) {
        return lines(read, (indent, it) -> indent + it.xref() + " " + it.tag() + " " + it.value());
    }

    private static List<String> withoutDates(Trees.Read read) {
        return lines(
                read, (indent, it) -> it.is("DATE") ? null : indent + it.xref() + " " + it.tag() + " " + it.value());
    }

    private static List<String> dates(Trees.Read read) {
        return lines(read, (indent, it) -> {
            GedcomDate date = GedcomDate.of(it);
            return it.is("DATE") ? date.qualifier() + " " + date.days() + " " + date.phrase() : null;
        });
    }

    private static List<String> lines(Trees.Read read, Line line) {
        List<String> lines = new ArrayList<>();
        for (GedcomStructure record : read.records()) if (!record.is("HEAD")) add(lines, "", record, line);
        return lines;
    }

    private static void add(List<String> lines, String indent, GedcomStructure structure, Line line) {
        String told = line.of(indent, structure);
        if (told != null) lines.add(told);
        structure.children().forEach(it -> add(lines, indent + "  ", it, line));
    }
}
