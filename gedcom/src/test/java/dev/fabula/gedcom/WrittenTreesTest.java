package dev.fabula.gedcom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What is written is read again, whatever it is. */
class WrittenTreesTest {

    @Property(tries = 300)
    void fiveIsReadAsItWasWritten(@ForAll("records") List<GedcomStructure> records) {
        roundTrip(records, GedcomVersion.V5_5_1);
    }

    @Property(tries = 300)
    void sevenIsReadAsItWasWritten(@ForAll("records") List<GedcomStructure> records) {
        roundTrip(records, GedcomVersion.V7_0);
    }

    @Property(tries = 300)
    void datesOfFiveMeanTheSameAfterSeven(@ForAll("dates") String text) {
        GedcomDate date = GedcomDate.parse(text);
        Trees.Read five = Trees.read(Trees.file("5.5.1", "0 @I1@ INDI", "1 BIRT", "2 DATE " + text));
        Trees.Read back = Trees.in(GedcomVersion.V5_5_1, Trees.in(GedcomVersion.V7_0, five));
        GedcomDate again =
                GedcomPerson.of(back.record("INDI")).events().getFirst().date();
        if (again == null) throw new AssertionError("the date is gone: " + text);
        assertThat(again.qualifier()).isEqualTo(date.qualifier());
        assertThat(again.days()).isEqualTo(date.days());
        assertThat(again.phrase()).isEqualTo(date.phrase());
    }

    private static void roundTrip(List<GedcomStructure> records, GedcomVersion version) {
        GedcomStructure vers = GedcomStructure.of("VERS", version.number());
        GedcomStructure head = version.isSeven()
                ? GedcomStructure.record(null, "HEAD", null, GedcomStructure.of("GEDC", null, vers))
                : GedcomStructure.record(
                        null,
                        "HEAD",
                        null,
                        GedcomStructure.of("GEDC", null, vers, GedcomStructure.of("FORM", "LINEAGE-LINKED")),
                        GedcomStructure.of("CHAR", "UTF-8"));
        List<GedcomStructure> file = new ArrayList<>(List.of(head));
        file.addAll(records);
        file.add(GedcomStructure.record(null, "TRLR", null));
        assertThat(Trees.read(Trees.write(file, version, Set.of())).unplaced()).isEqualTo(file);
    }

    @Provide
    Arbitrary<List<GedcomStructure>> records() {
        return Combinators.combine(xrefs(), tags(), structures(3))
                .as((xref, tag, structure) -> new GedcomStructure(
                                0, xref, tag, structure.value(), structure.pointer(), 0, structure.children())
                        .unplaced())
                .list()
                .ofMaxSize(6);
    }

    private Arbitrary<GedcomStructure> structures(int depth) {
        Arbitrary<List<GedcomStructure>> children = depth == 0
                ? Arbitraries.just(List.of())
                : structures(depth - 1).list().ofMaxSize(3);
        Arbitrary<GedcomStructure> texts = Combinators.combine(tags(), values(), children)
                .as((tag, value, below) -> GedcomStructure.of(tag, value, below.toArray(GedcomStructure[]::new)));
        Arbitrary<GedcomStructure> links = Combinators.combine(tags(), xrefs(), children)
                .as((tag, xref, below) -> GedcomStructure.link(tag, xref, below.toArray(GedcomStructure[]::new)));
        return Arbitraries.frequencyOf(Tuple.of(4, texts), Tuple.of(1, links));
    }

    private static Arbitrary<String> tags() {
        return Arbitraries.oneOf(
                Arbitraries.of("NAME", "NOTE", "DATE", "OBJE", "TYPE"),
                Arbitraries.strings().withChars("ABC_").ofMinLength(1).ofMaxLength(6));
    }

    private static Arbitrary<String> xrefs() {
        return Arbitraries.strings()
                .withChars("IFX_09")
                .ofMinLength(1)
                .ofMaxLength(8)
                .map(it -> "@" + it + "@");
    }

    /** Texts full of what the format gives a meaning to. */
    private static Arbitrary<String> values() {
        Arbitrary<String> nasty =
                Arbitraries.of("@", "@@", "@#", "@#D@", " ", "\n", "\t", "1 CONC x", "#", "é", "e\u0301", "😀", "安");
        Arbitrary<String> plain = Arbitraries.strings()
                .withCharRange(' ', '\u024F')
                .excludeChars('\u007F')
                .ofMaxLength(300);
        return Arbitraries.oneOf(nasty.list().ofMaxSize(120).map(it -> String.join("", it)), plain);
    }

    @Provide
    Arbitrary<String> dates() {
        Arbitrary<String> years = Arbitraries.integers().between(1, 3000).map(String::valueOf);
        Arbitrary<String> dual =
                Arbitraries.integers().between(1000, 1800).map(it -> it + "/" + String.format("%02d", (it + 1) % 100));
        Arbitrary<String> days = Arbitraries.integers().between(1, 28).map(it -> it + " ");
        Arbitrary<String> simple = Arbitraries.oneOf(
                Combinators.combine(calendar("", GedcomCalendar.GREGORIAN), days, Arbitraries.oneOf(years, dual))
                        .as((a, b, c) -> insert(a, b, c)),
                Combinators.combine(calendar("@#DJULIAN@ ", GedcomCalendar.JULIAN), days, years.map(it -> it + " B.C."))
                        .as((a, b, c) -> insert(a, b, c)),
                Combinators.combine(calendar("@#DHEBREW@ ", GedcomCalendar.HEBREW), days, years)
                        .as((a, b, c) -> insert(a, b, c)),
                Arbitraries.oneOf(years, dual, years.map(it -> "@#DFRENCH R@ " + it)));
        Arbitrary<String> one = Combinators.combine(
                        Arbitraries.of("", "ABT ", "CAL ", "EST ", "BEF ", "AFT ", "FROM ", "TO ", "INT "), simple)
                .as((a, b) -> a.equals("INT ") ? a + b + " (words)" : a + b);
        Arbitrary<String> two = Combinators.combine(simple, simple, Arbitraries.of("BET % AND ", "FROM % TO "))
                .as((a, b, form) -> form.replace("%", a) + b);
        return Arbitraries.oneOf(one, two, Arbitraries.of("(words)", "words", "(a) (b)", "31 FEB 1900", "@#DROMAN@ 3"));
    }

    private static Arbitrary<String> calendar(String escape, GedcomCalendar calendar) {
        return Arbitraries.of(calendar.months()).map(it -> escape + "%" + it + " ");
    }

    private static String insert(String monthOfCalendar, String day, String year) {
        return monthOfCalendar.replace("%", day) + year;
    }
}
