package dev.fabula.gedcom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionTest {
    static final String FIVE = Trees.file(
            "5.5.1",
            "1 SUBN @U1@",
            "1 FILE mine.ged",
            "1 LANG German",
            "0 @I 1@ INDI",
            "1 NAME Anna /Huber/",
            "2 TYPE maiden",
            "2 FONE Anna Huba",
            "3 TYPE hearsay",
            "1 NAME Nan",
            "2 TYPE as the neighbours said",
            "1 RESN confidential",
            "1 SEX F",
            "1 BIRT Y",
            "2 DATE @#DJULIAN@ 5 MAR 1700",
            "2 AGE CHILD",
            "2 FAMC @F1@",
            "3 ADOP BOTH",
            "1 DEAT",
            "2 AGE <9y",
            "2 DATE INT 1770 (the year of the flood)",
            "1 BURI",
            "2 DATE 27 OCT 1699/00",
            "1 EVEN",
            "2 TYPE wedding guest",
            "2 DATE BET @#DFRENCH R@ 3 VEND 9 AND 1810",
            "1 EVEN x",
            "2 DATE (when the bells rang)",
            "1 FAMC @F1@",
            "2 PEDI adopted",
            "2 STAT proven",
            "1 FAMC @F2@",
            "2 PEDI step",
            "1 ASSO @I2@",
            "2 RELA Godmother",
            "1 ASSO @I2@",
            "2 RELA WITN",
            "1 ALIA Nanni",
            "1 NOTE @N1@",
            "1 NOTE Write to anna@@example.org",
            "2 CONT @@home",
            "1 SOUR A letter",
            "2 TEXT Dear all",
            "1 SOUR @S1@",
            "2 EVEN BIRT",
            "3 ROLE (nurse)",
            "1 SOUR @S1@",
            "2 EVEN DEAT",
            "3 ROLE doctor",
            "2 QUAY 2",
            "1 OBJE",
            "2 FORM jpg",
            "2 FILE a.jpg",
            "1 AFN 12",
            "1 RIN 7",
            "1 _UID 0123",
            "1 BUST a faulty tag",
            "2 _INNER kept",
            "1 _OWN @F1@",
            "0 @I2@ INDI",
            "0 @F1@ FAM",
            "1 HUSB @I2@",
            "1 CHIL @I 1@",
            "1 MARR",
            "2 DATE ABT 44 B.C.",
            "2 HUSB",
            "3 AGE >30y",
            "0 @F2@ FAM",
            "0 @N1@ NOTE Shared",
            "1 CONT by two",
            "0 @S1@ SOUR",
            "1 REPO",
            "2 CALN 9",
            "3 MEDI photo",
            "0 @O1@ OBJE",
            "1 FILE a.pcx",
            "2 FORM pcx",
            "3 TYPE photo",
            "1 FILE b.tif",
            "2 FORM TIFF",
            "3 TYPE a scan",
            "0 @U1@ SUBN",
            "1 ANCE 4");

    static final String SEVEN = """
            0 HEAD
            1 GEDC
            2 VERS 7.0
            1 SCHMA
            2 TAG _OWN https://example.org/own
            1 LANG de
            0 @I1@ INDI
            1 NAME Anna /Huber/
            2 TYPE OTHER
            3 PHRASE in the village
            2 TRAN 안나
            3 LANG ko
            1 NO DIV
            2 DATE TO 1900
            1 BIRT
            2 DATE FRENCH_R 3 VEND 9
            3 PHRASE the third day
            2 SDATE 1800
            2 AGE > 8y
            3 PHRASE old
            2 ASSO @VOID@
            3 PHRASE the midwife
            3 ROLE OTHER
            4 PHRASE midwife
            1 DEAT
            2 DATE FROM 1 JAN 1850 TO 1851
            3 PHRASE a long winter
            1 BURI
            2 DATE
            3 PHRASE unknown
            1 FAMC @VOID@
            2 PEDI OTHER
            3 PHRASE step
            2 STAT CHALLENGED
            1 ASSO @I1@
            2 ROLE FRIEND
            3 PHRASE since school
            1 ASSO @I1@
            2 ROLE GODP
            1 RESN CONFIDENTIAL, LOCKED
            1 NOTE <b>@x</b>
            2 MIME text/html
            2 LANG en
            1 SNOTE @N1@
            1 SNOTE @VOID@
            1 OBJE @O1@
            2 CROP
            3 TOP 1
            1 UID bbcc0025-34cb-4542-8cfb-45ba201c9c2c
            1 EXID 7
            2 TYPE https://example.org/people
            1 EXID 12
            2 TYPE https://gedcom.io/terms/v7/AFN
            1 CREA
            2 DATE 1 JAN 2020
            1 _OWN x
            0 @N1@ SNOTE Shared
            1 LANG en-GB
            0 @O1@ OBJE
            1 FILE a.jpg
            2 FORM image/jpeg
            3 MEDI PHOTO
            2 TRAN a.txt
            3 FORM text/plain
            0 TRLR
            """;

    @Test
    void leadsFromFiveToSevenAndBackWithoutLoss() {
        Trees.Read five = Trees.read(FIVE);
        Trees.Read seven = Trees.in(GedcomVersion.V7_0, five);
        Trees.Read back = Trees.in(GedcomVersion.V5_5_1, seven);
        assertThat(seven.summary().version()).isEqualTo(GedcomVersion.V7_0);
        assertThat(seven.summary().unknownTags()).doesNotContainKey("BUST").containsKey("_BUST");
        assertThat(lines(back.records().subList(1, back.records().size())))
                .isEqualTo(lines(five.records().subList(1, five.records().size())));
        assertThat(back.record("HEAD").unplaced().children())
                .containsExactlyInAnyOrderElementsOf(
                        withForm(five.record("HEAD").unplaced()));
    }

    /** As indented lines, which show a difference better than trees do. */
    private static List<String> lines(List<GedcomStructure> structures) {
        return structures.stream()
                .flatMap(it -> Stream.concat(
                        Stream.of(it.xref() + " " + it.tag() + " " + it.value() + " " + it.pointer()),
                        lines(it.children()).stream().map(line -> "  " + line)))
                .toList();
    }

    /** The one line of a header that 5.5.1 demands and the sample has not. */
    private static List<GedcomStructure> withForm(GedcomStructure head) {
        GedcomStructure form = new GedcomStructure(2, null, "FORM", "LINEAGE-LINKED", false, 0, List.of());
        return head.children().stream()
                .map(it -> it.is("GEDC") ? it.withChildren(List.of(it.children().getFirst(), form)) : it)
                .toList();
    }

    @Test
    void leadsFromSevenToFiveAndBackWithoutLoss() {
        Trees.Read seven = Trees.read(SEVEN);
        Trees.Read five = Trees.in(GedcomVersion.V5_5_1, seven);
        assertThat(five.summary().version()).isEqualTo(GedcomVersion.V5_5_1);
        Trees.Read back = Trees.in(GedcomVersion.V7_0, five);
        assertThat(lines(back.records())).isEqualTo(lines(seven.records()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "@#DJULIAN@ 5 MAR 1700 | JULIAN 5 MAR 1700 | -",
                "FROM @#DHEBREW@ 2 TVT 5758 TO 1999 | FROM HEBREW 2 TVT 5758 TO 1999 | -",
                "ABT 44 B.C. | ABT 44 BCE | -",
                "27 OCT 1699/00 | BET 27 OCT 1699 AND 27 OCT 1700 | 27 OCT 1699/00",
                "INT 1770 (the flood) | 1770 | the flood",
                "(in winter) | - | in winter",
                "BET 1 MAY 1900 AND JUN 1900 | BET 1 MAY 1900 AND JUN 1900 | -"
            })
    void writesDatesInTheWordsOfEachVersion(String five, String seven, String phrase) {
        Trees.Read read = Trees.read(Trees.file("5.5.1", "0 @I1@ INDI", "1 BIRT", "2 DATE " + five));
        GedcomStructure person = Trees.in(GedcomVersion.V7_0, read).record("INDI");
        assertThat(person.text("BIRT", "DATE")).isEqualTo(seven);
        assertThat(person.text("BIRT", "DATE", "PHRASE")).isEqualTo(phrase);
        GedcomDate before =
                GedcomPerson.of(read.record("INDI")).events().getFirst().date();
        assertThat(before).isNotNull();
        GedcomDate after = GedcomPerson.of(Trees.in(GedcomVersion.V5_5_1, Trees.in(GedcomVersion.V7_0, read))
                        .record("INDI"))
                .events()
                .getFirst()
                .date();
        assertThat(after).isEqualTo(before);
    }

    @Test
    void saysInSevenWhatSevenHasWordsFor() {
        String text = new String(
                Trees.write(Trees.read(FIVE).records(), GedcomVersion.V7_0, List.of("_OWN", "BUST")),
                StandardCharsets.UTF_8);
        assertThat(text)
                .startsWith("0 HEAD\n1 GEDC\n2 VERS 7.0\n1 SCHMA\n")
                .contains("2 TAG _OWN ")
                .contains("2 TAG _BUST ")
                .contains("1 LANG de\n")
                .contains("2 TYPE MAIDEN\n")
                .contains("2 TYPE OTHER\n3 PHRASE as the neighbours said\n")
                .contains("1 RESN CONFIDENTIAL\n")
                .contains("2 AGE < 8y\n3 PHRASE CHILD\n")
                .contains("2 AGE < 9y\n")
                .contains("2 PEDI ADOPTED\n2 STAT PROVEN\n")
                .contains("2 PEDI OTHER\n3 PHRASE step\n")
                .contains("2 ROLE OTHER\n3 PHRASE Godmother\n")
                .contains("2 ROLE WITN\n")
                .contains("1 SNOTE @N1@\n")
                .contains("0 @N1@ SNOTE Shared\n")
                .contains("1 NOTE Write to anna@example.org\n2 CONT @@home\n")
                .contains("1 EXID 12\n2 TYPE https://gedcom.io/terms/v7/AFN\n")
                .contains("1 UID 0123\n")
                .contains("1 REPO @VOID@\n2 CALN 9\n3 MEDI PHOTO\n")
                .contains("2 FORM image/tiff\n3 _TEXT TIFF\n3 MEDI OTHER\n4 PHRASE a scan\n")
                .contains("0 @X_I_0020_1@ INDI\n")
                .contains("1 CHIL @X_I_0020_1@\n")
                .doesNotContain(" CONC ")
                .doesNotContain("CHAR");
    }

    @Test
    void bothVersionsTellOfTheSamePeopleAndFamilies() {
        Trees.Read seven = Trees.read(SEVEN);
        GedcomPerson there = GedcomPerson.of(seven.record("INDI"));
        GedcomPerson here =
                GedcomPerson.of(Trees.in(GedcomVersion.V5_5_1, seven).record("INDI"));
        assertThat(here.identifiers()).isNotEmpty();
        assertThat(here.associations()).isEqualTo(there.associations());
        assertThat(here.restrictions()).isEqualTo(there.restrictions());
        assertThat(here.names().getFirst().full())
                .isEqualTo(there.names().getFirst().full());
        assertThat(here.names().getFirst().translations()).hasSize(1);
        assertThat(here.events()).hasSameSizeAs(there.events());
        assertThat(here.events().getFirst().negated()).isTrue();
        assertThat(here.events().stream().map(GedcomEvent::date).map(it -> it == null ? null : it.days()))
                .isEqualTo(there.events().stream()
                        .map(GedcomEvent::date)
                        .map(it -> it == null ? null : it.days())
                        .toList());
        assertThat(here.notes()).extracting(GedcomNote::mediaType).containsExactly("text/html", null);
    }
}
