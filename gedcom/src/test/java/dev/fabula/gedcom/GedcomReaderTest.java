package dev.fabula.gedcom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GedcomReaderTest {
    private static final String NAME = "Zoë Müller-Łódź";

    private static String person(String charset, String name, String end) {
        return String.join(
                end,
                "0 HEAD",
                "1 GEDC",
                "2 VERS 5.5.1",
                "1 CHAR " + charset,
                "0 @I1@ INDI",
                "1 NAME " + name,
                "0 TRLR",
                "");
    }

    private static String nameIn(byte[] bytes) {
        return String.valueOf(Trees.read(bytes).record("INDI").text("NAME"));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,UTF-8", "UTF-16BE,UNICODE", "UTF-16LE,UNICODE", "UTF-16LE,UTF-16"})
    void readsUnicodeWithAndWithoutAMark(String encoding, String named) {
        Charset charset = Charset.forName(encoding);
        assertThat(nameIn(person(named, NAME, "\r\n").getBytes(charset))).isEqualTo(NAME);
        assertThat(nameIn(("\uFEFF" + person(named, NAME, "\r\n")).getBytes(charset)))
                .isEqualTo(NAME);
        assertThat(Trees.read(person(named, NAME, "\n").getBytes(charset))
                        .summary()
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ANSI,windows-1252,Zoë – Müller,WINDOWS_1252",
        "CP1252,windows-1252,Zoë – Müller,WINDOWS_1252",
        "IBMPC,IBM437,Zoë Müller,IBM_437",
        "MACINTOSH,x-MacRoman,Zoë Müller,MAC_ROMAN",
        "ASCII,US-ASCII,Zoe Mueller,ASCII"
    })
    void readsTheSetsOfSystemsThatTheHeaderNames(String named, String encoding, String name, GedcomCharset expected) {
        byte[] bytes = person(named, name, "\n").getBytes(Charset.forName(encoding));
        assertThat(nameIn(bytes)).isEqualTo(name);
        assertThat(Trees.read(bytes).summary().charset()).isEqualTo(expected);
        assertThat(Trees.read(bytes).summary().problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ANSEL,UTF-8,UTF_8",
        "ASCII,UTF-8,UTF_8",
        "ANSI,UTF-8,UTF_8",
        "UNICODE,UTF-8,UTF_8",
        "UTF-16,windows-1252,WINDOWS_1252",
        "UTF-8,windows-1252,WINDOWS_1252",
        "ASCII,windows-1252,WINDOWS_1252",
        "KLINGON,windows-1252,WINDOWS_1252",
        "UTF-8,UTF-16BE,UTF_16_BIG_ENDIAN"
    })
    void believesTheBytesWhereTheHeaderLiesAndSaysSo(String named, String encoding, GedcomCharset expected) {
        byte[] bytes = person(named, "Zoë", "\n").getBytes(Charset.forName(encoding));
        assertThat(nameIn(bytes)).isEqualTo("Zoë");
        GedcomSummary summary = Trees.read(bytes).summary();
        assertThat(summary.charset()).isEqualTo(expected);
        assertThat(summary.problems())
                .singleElement()
                .satisfies(it -> assertThat(it.line()).isEqualTo(4))
                .satisfies(it -> assertThat(it.kind()).isEqualTo(GedcomProblem.Kind.CHARSET))
                .satisfies(it -> assertThat(it.message()).contains(named).contains(expected.name()));
    }

    @Test
    void readsAnselWhoseMarksStandBeforeTheirLetters() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                "0 HEAD\n1 GEDC\n2 VERS 5.5\n1 CHAR ANSEL\n0 @I1@ INDI\n1 NAME ".getBytes(StandardCharsets.US_ASCII));
        // é, Ł, ß as GEDCOM has it, ệ with two marks, both halves of a ligature, a mark without a letter
        for (int octet : new int[] {0xE2, 'e', 0xA1, 0xCF, 0xF2, 0xE3, 'e', 0xEB, 't', 0xEC, 's', 0xBE, 0xE2})
            bytes.write(octet);
        bytes.writeBytes("\n0 TRLR\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(nameIn(bytes.toByteArray())).isEqualTo("éŁßệt\uFE20s\uFE21\u25A1\u0301");
        assertThat(Trees.read(bytes.toByteArray()).summary().charset()).isEqualTo(GedcomCharset.ANSEL);
    }

    @Test
    void readsTheOtherLettersOfAFileInWhichOneWasCut() {
        byte[] bytes = person("UTF-8", "Zoë Müller ?", "\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) if (bytes[i] == '?') bytes[i] = (byte) 0xC3;
        Trees.Read read = Trees.read(bytes);
        assertThat(read.record("INDI").text("NAME")).isEqualTo("Zoë Müller \uFFFD");
        assertThat(read.summary().problems())
                .extracting(GedcomProblem::line, GedcomProblem::kind)
                .containsExactly(tuple(6, GedcomProblem.Kind.UNREADABLE_BYTES));
    }

    @Test
    void namesTheLineOfBytesThatMeanNothing() {
        byte[] bytes = person("ANSEL", "Zo? ?", "\n").getBytes(StandardCharsets.ISO_8859_1);
        String text = new String(bytes, StandardCharsets.ISO_8859_1)
                .replaceFirst("\\?", "\u00E8e")
                .replaceFirst("\\?", "\u00D3");
        Trees.Read read = Trees.read(text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(read.record("INDI").text("NAME")).isEqualTo("Zoë \uFFFD");
        assertThat(read.summary().problems())
                .extracting(GedcomProblem::line, GedcomProblem::kind)
                .containsExactly(tuple(6, GedcomProblem.Kind.UNREADABLE_BYTES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "\n\r", "\n\n", "\r\n\r\n"})
    void readsAllEndsOfLines(String end) {
        Trees.Read read = Trees.read(person("UTF-8", NAME, end));
        assertThat(read.record("INDI").text("NAME")).isEqualTo(NAME);
        assertThat(read.summary().records()).isEqualTo(Map.of("HEAD", 1, "INDI", 1, "TRLR", 1));
        boolean blank = end.equals("\n\n") || end.equals("\r\n\r\n");
        assertThat(read.record("INDI").line()).isEqualTo(blank ? 9 : 5);
    }

    @Test
    void readsMixedEndsOfLinesAndCountsThem() {
        Trees.Read read = Trees.read("0 HEAD\r1 GEDC\n2 VERS 5.5.1\r\n1 CHAR UTF-8\n\r0 @I1@ INDI\r1 NAME A\r\n0 TRLR");
        assertThat(read.record("INDI").line()).isEqualTo(5);
        assertThat(read.record("TRLR").line()).isEqualTo(7);
    }

    @Test
    void joinsContinuationsAndIgnoresWhiteSpaceBeforeLevels() {
        Trees.Read read = Trees.read(Trees.file(
                "5.5.1",
                "0 @N1@ NOTE one",
                "  1 CONC  and two",
                "\t1 CONT",
                "1 CONT   three ",
                "2 SOUR below",
                "1 REFN 7",
                "2 CONC 8"));
        GedcomStructure note = read.record("NOTE");
        assertThat(note.value()).isEqualTo("one and two\n\n  three ");
        assertThat(note.children())
                .containsExactly(
                        new GedcomStructure(1, null, "SOUR", "below", false, 9, List.of()),
                        new GedcomStructure(1, null, "REFN", "78", false, 10, List.of()));
        assertThat(read.summary().problems())
                .extracting(GedcomProblem::line, GedcomProblem::kind)
                .containsExactly(tuple(9, GedcomProblem.Kind.MISPLACED_CONTINUATION));
    }

    @Test
    void tellsPointersFromTextsThatLookLikeThem() {
        Trees.Read five = Trees.read(Trees.file(
                "5.5.1",
                "0 @I1@ INDI",
                "1 FAMS @F 1@ ",
                "1 NOTE @@F1@@",
                "1 NOTE a@b.c and d@@e.f",
                "1 EVEN @#DJULIAN@ x"));
        assertThat(five.record("INDI").children())
                .extracting(GedcomStructure::pointer, GedcomStructure::value)
                .containsExactly(
                        tuple(true, "@F 1@"),
                        tuple(false, "@F1@"),
                        tuple(false, "a@b.c and d@e.f"),
                        tuple(false, "@#DJULIAN@ x"));
        Trees.Read seven = Trees.read(Trees.file(
                "7.0", "0 @I1@ INDI", "1 FAMS @VOID@", "1 NOTE @@me and @@you", "2 CONT @@she", "2 CONT it@@"));
        assertThat(seven.record("INDI").children())
                .extracting(GedcomStructure::pointer, GedcomStructure::value)
                .containsExactly(tuple(true, "@VOID@"), tuple(false, "@me and @@you\n@she\nit@@"));
    }

    static Stream<Arguments> refused() {
        String head = "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n1 CHAR UTF-8\n";
        return Stream.of(
                refusal("", 0, "empty"),
                refusal("Dear all,\nhere is my tree\n", 1, "no GEDCOM"),
                refusal("{\"json\": true}", 1, "no GEDCOM"),
                refusal("0 @I1@ INDI\n0 TRLR\n", 1, "no GEDCOM"),
                refusal("\u007FELF\u0001\u0000\u0000\u0000", 1, "zero byte"),
                refusal(head + "0 @I1@ INDI\n", 5, "without TRLR"),
                refusal(head + "0 @I1@ INDI\n2 NAME A\n0 TRLR\n", 6, "level 2 follows level 0"),
                refusal(head + "0 @I1@ INDI\n1 NAME A\n1\n0 TRLR\n", 7, "no level from 0 to 99 before its tag"),
                refusal(head + "0 @I1@\n0 TRLR\n", 5, "has no tag"),
                refusal(head + "0 @I1 INDI\n0 TRLR\n", 5, "has no tag"),
                refusal(head + "0 @I1@ INDI\n1 NOTE one\nof two lines\n0 TRLR\n", 7, "begins with no level"),
                refusal(head + "0 @I1@ INDI\n-1 NAME A\n0 TRLR\n", 6, "begins with no level"),
                refusal(head + "0 @I1@ INDI\n100 NAME A\n0 TRLR\n", 6, "no level from 0 to 99"),
                refusal(head + "0 @I1@ INDI\n1 NA\u0001ME A\n0 TRLR\n", 6, "has no tag but"),
                refusal(head + "0 TRLR\n0 @I1@ INDI\n", 6, "follows TRLR"),
                refusal(head + "0 HEAD\n0 TRLR\n", 5, "second HEAD"),
                refusal("0 HEAD\n1 GEDC\n2 VERS 4.0\n0 TRLR\n", 3, "4.0 is not read"));
    }

    private static Arguments refusal(String text, int line, String reason) {
        return Arguments.of(text, line, reason);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatIsNoGedcomAndNamesTheLine(String text, int line, String reason) {
        assertThatExceptionOfType(GedcomException.class)
                .isThrownBy(() -> Trees.read(text))
                .satisfies(it -> assertThat(it.line()).isEqualTo(line))
                .satisfies(it -> assertThat(it.reason()).contains(reason));
    }

    @Test
    void keepsFaultyTagsAndNamesTheirLines() {
        Trees.Read read = Trees.read(Trees.file(
                "5.5.1", "0 @I1@ INDI", "1 BUST oops", "1 _my-tag x", "1 _FINE y", "1 FAMS @F9@", "0 @I1@ INDI"));
        assertThat(read.record("INDI").text("_my-tag")).isEqualTo("x");
        assertThat(read.summary().unknownTags()).isEqualTo(Map.of("BUST", 1, "_my-tag", 1, "_FINE", 1));
        assertThat(read.summary().problems())
                .extracting(GedcomProblem::line, GedcomProblem::kind)
                .containsExactly(
                        tuple(6, GedcomProblem.Kind.NON_STANDARD_TAG),
                        tuple(7, GedcomProblem.Kind.MALFORMED_TAG),
                        tuple(9, GedcomProblem.Kind.DANGLING_POINTER),
                        tuple(10, GedcomProblem.Kind.DUPLICATE_XREF));
    }

    @Test
    void saysWhoWroteTheFile() {
        String text = "0 HEAD\n1 SOUR Ahnen\n2 VERS 3\n1 GEDC\n2 VERS 7.0.14\n0 TRLR\n";
        GedcomSummary summary = Trees.read(text).summary();
        assertThat(summary.version()).isEqualTo(GedcomVersion.V7_0);
        assertThat(summary.versionText()).isEqualTo("7.0.14");
        assertThat(summary.sourceSystem()).isEqualTo("Ahnen");
        assertThat(summary.sourceSystemVersion()).isEqualTo("3");
        assertThat(summary.lines()).isEqualTo(6);
        assertThat(summary.problems()).isEmpty();
    }

    @Test
    void hasALimitForEverything() {
        byte[] file = Trees.file(
                        "5.5.1", "0 @I1@ INDI", "1 NOTE 0123456789012345", "2 CONC 0123456789", "2 SOUR x", "3 PAGE 1")
                .getBytes(StandardCharsets.UTF_8);
        refuses(file, new GedcomLimits(40, 99, 99, 9, 9, 9, 9, 9, 9, 9), "40 bytes");
        refuses(file, new GedcomLimits(999, 20, 99, 9, 9, 9, 9, 9, 9, 9), "longer than 20 characters");
        refuses(file, new GedcomLimits(999, 99, 20, 9, 9, 9, 9, 9, 9, 9), "more than 20 characters");
        refuses(file, new GedcomLimits(999, 99, 99, 2, 9, 9, 9, 9, 9, 9), "more than 2 levels");
        refuses(file, new GedcomLimits(999, 99, 99, 9, 2, 9, 9, 9, 9, 9), "more than 2 records");
        refuses(file, new GedcomLimits(999, 99, 99, 9, 9, 3, 9, 9, 9, 9), "more than 3 structures");
        assertThat(Trees.read(file, new GedcomLimits(999, 99, 99, 9, 9, 9, 9, 9, 9, 9))
                        .records())
                .hasSize(3);
    }

    @Test
    void countsProblemsAndUnknownTagsBeyondTheirLimitsWithoutKeepingThem() {
        byte[] file = Trees.file("5.5.1", "0 @I1@ INDI", "1 AAA", "1 BBB", "1 CCC", "1 AAA")
                .getBytes(StandardCharsets.UTF_8);
        GedcomSummary summary = Trees.read(file, new GedcomLimits(999, 99, 99, 9, 9, 9, 2, 1, 9, 9))
                .summary();
        assertThat(summary.problems()).hasSize(2);
        assertThat(summary.problemCount()).isEqualTo(4);
        assertThat(summary.unknownTags()).isEqualTo(Map.of("AAA", 2, GedcomSummary.OTHER_TAGS, 2));
    }

    private static void refuses(byte[] file, GedcomLimits limits, String reason) {
        assertThatExceptionOfType(GedcomException.class)
                .isThrownBy(() -> Trees.read(file, limits))
                .withMessageContaining(reason);
    }
}
