package dev.fabula.gedcom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class GedcomPersonTest {
    private static final Trees.Read TREE = Trees.read(Trees.file(
            "5.5.1",
            "0 @I1@ INDI",
            "1 NAME Dr. Anna  Maria /von Huber/ jr.",
            "2 NPFX Dr.",
            "2 NICK Nan",
            "2 SPFX von",
            "2 SURN Huber",
            "2 TYPE maiden",
            "2 ROMN Anna /Huber/",
            "2 _SAID softly",
            "1 NAME /Huber/",
            "1 SEX F",
            "1 BIRT Y",
            "2 TYPE at home",
            "2 DATE 5 MAR 1900",
            "3 TIME 10:00",
            "2 PLAC Graz, Austria",
            "3 FORM City, Country",
            "3 MAP",
            "4 LATI N47.07",
            "4 LONG E15.44",
            "2 AGE 0y",
            "2 CAUS love",
            "2 FAMC @F1@",
            "2 NOTE @N1@",
            "2 SOUR @S1@",
            "3 PAGE 12",
            "3 DATA",
            "4 TEXT Born here",
            "3 QUAY 3",
            "2 OBJE @O1@",
            "2 WEIG 3 kg",
            "1 OCCU Baker",
            "1 EVEN He said so",
            "2 TYPE quarrel",
            "1 FAMC @F1@",
            "2 PEDI foster",
            "2 STAT challenged",
            "1 FAMC @F2@",
            "1 FAMS @F3@",
            "1 ASSO @I2@",
            "2 RELA Godmother",
            "1 RESN locked",
            "1 REFN 12",
            "2 TYPE shelf",
            "1 _UID 99",
            "1 NOTE Plain",
            "1 SOUR Told by an aunt",
            "1 CHAN",
            "2 DATE 1 JAN 2020",
            "1 _DNA A1",
            "0 @F1@ FAM",
            "1 HUSB @I2@",
            "1 WIFE @I3@",
            "1 WIFE @I4@",
            "1 CHIL @I1@",
            "1 CHIL @I5@",
            "1 MARR",
            "2 DATE BEF 1900",
            "2 HUSB",
            "3 AGE 30y",
            "1 DIV N",
            "1 ENGA",
            "1 NOTE @N1@",
            "1 _PETS 3"));

    @Test
    void understandsAPersonAndKeepsTheRest() {
        GedcomPerson person = GedcomPerson.of(TREE.record("INDI"));
        assertThat(person.xref()).isEqualTo("@I1@");
        assertThat(person.sex()).isEqualTo("F");
        assertThat(person.families())
                .extracting(
                        GedcomPerson.ChildLink::family,
                        GedcomPerson.ChildLink::pedigree,
                        GedcomPerson.ChildLink::status)
                .containsExactly(tuple("@F1@", "FOSTER", "CHALLENGED"), tuple("@F2@", null, null));
        assertThat(person.spouseIn()).containsExactly("@F3@");
        assertThat(person.associations())
                .extracting(GedcomAssociation::person, GedcomAssociation::role, GedcomAssociation::phrase)
                .containsExactly(tuple("@I2@", null, "Godmother"));
        assertThat(person.restrictions()).containsExactly("LOCKED");
        assertThat(person.identifiers())
                .containsExactly(new GedcomIdentifier("REFN", "12", "shelf"), new GedcomIdentifier("UID", "99", null));
        assertThat(person.notes()).extracting(GedcomNote::text).containsExactly("Plain");
        assertThat(person.sources()).extracting(GedcomCitation::description).containsExactly("Told by an aunt");
        assertThat(person.changed()).isEqualTo(GedcomDate.parse("1 JAN 2020"));
        assertThat(person.unknown()).extracting(GedcomStructure::tag).containsExactly("_DNA");
    }

    @Test
    void understandsNames() {
        List<GedcomName> names = GedcomPerson.of(TREE.record("INDI")).names();
        GedcomName name = names.getFirst();
        assertThat(name.full()).isEqualTo("Dr. Anna Maria von Huber jr.");
        assertThat(name.type()).isEqualTo("MAIDEN");
        assertThat(name.prefix()).isEqualTo("Dr.");
        assertThat(name.given()).isEqualTo("Dr. Anna Maria");
        assertThat(name.nickname()).isEqualTo("Nan");
        assertThat(name.surnamePrefix()).isEqualTo("von");
        assertThat(name.surname()).isEqualTo("Huber");
        assertThat(name.translations()).extracting(GedcomName::full).containsExactly("Anna Huber");
        assertThat(name.unknown()).extracting(GedcomStructure::tag).containsExactly("_SAID");
        assertThat(names.getLast().surname()).isEqualTo("Huber");
        assertThat(names.getLast().given()).isNull();
    }

    @Test
    void understandsEventsAndAttributes() {
        List<GedcomEvent> events = GedcomPerson.of(TREE.record("INDI")).events();
        assertThat(events)
                .extracting(GedcomEvent::tag, GedcomEvent::happened, GedcomEvent::description, GedcomEvent::type)
                .containsExactly(
                        tuple("BIRT", true, null, "at home"),
                        tuple("OCCU", false, "Baker", null),
                        tuple("EVEN", false, "He said so", "quarrel"));
        GedcomEvent birth = events.getFirst();
        assertThat(birth.date()).isEqualTo(GedcomDate.parse("5 MAR 1900"));
        assertThat(birth.place())
                .isEqualTo(new GedcomPlace("Graz, Austria", "City, Country", 47.07, 15.44, List.of(), List.of()));
        assertThat(birth.age()).isEqualTo("0y");
        assertThat(birth.cause()).isEqualTo("love");
        assertThat(birth.family()).isEqualTo("@F1@");
        assertThat(birth.notes()).extracting(GedcomNote::record).containsExactly("@N1@");
        assertThat(birth.sources())
                .extracting(
                        GedcomCitation::record, GedcomCitation::page, GedcomCitation::quality, GedcomCitation::texts)
                .containsExactly(tuple("@S1@", "12", 3, List.of("Born here")));
        assertThat(birth.media()).extracting(GedcomMedia::record).containsExactly("@O1@");
        assertThat(birth.unknown()).extracting(GedcomStructure::tag).containsExactly("WEIG");
    }

    @Test
    void understandsAFamilyAndKeepsASecondWifeAmongTheRest() {
        GedcomFamily family = GedcomFamily.of(TREE.record("FAM"));
        assertThat(family.husband()).isEqualTo("@I2@");
        assertThat(family.wife()).isEqualTo("@I3@");
        assertThat(family.children()).containsExactly("@I1@", "@I5@");
        assertThat(family.events()).extracting(GedcomEvent::tag).containsExactly("MARR", "DIV", "ENGA");
        assertThat(family.events().getFirst().ageOfHusband()).isEqualTo("30y");
        assertThat(family.events().getFirst().date()).isEqualTo(GedcomDate.parse("BEF 1900"));
        assertThat(family.notes()).extracting(GedcomNote::record).containsExactly("@N1@");
        assertThat(family.unknown())
                .extracting(GedcomStructure::tag, GedcomStructure::value)
                .containsExactly(tuple("WIFE", "@I4@"), tuple("_PETS", "3"));
    }

    @Test
    void understandsWhatSevenAdded() {
        GedcomPerson person = GedcomPerson.of(Trees.read(Trees.file(
                        "7.0",
                        "0 @I1@ INDI",
                        "1 NO MARR",
                        "2 DATE TO 1900",
                        "1 FAMC @VOID@",
                        "1 ASSO @VOID@",
                        "2 PHRASE the vicar",
                        "2 ROLE CLERGY",
                        "1 SNOTE @N1@",
                        "1 EXID 4",
                        "2 TYPE https://example.org",
                        "1 RESN CONFIDENTIAL, PRIVACY"))
                .record("INDI"));
        assertThat(person.events())
                .extracting(GedcomEvent::tag, GedcomEvent::negated, GedcomEvent::description)
                .containsExactly(tuple("MARR", true, null));
        assertThat(person.families()).isEmpty();
        assertThat(person.unknown()).extracting(GedcomStructure::tag).containsExactly("FAMC");
        assertThat(person.associations())
                .extracting(GedcomAssociation::person, GedcomAssociation::role, GedcomAssociation::phrase)
                .containsExactly(tuple(null, "CLERGY", "the vicar"));
        assertThat(person.notes()).extracting(GedcomNote::record).containsExactly("@N1@");
        assertThat(person.identifiers()).containsExactly(new GedcomIdentifier("EXID", "4", "https://example.org"));
        assertThat(person.restrictions()).containsExactly("CONFIDENTIAL", "PRIVACY");
    }

    @Test
    void refusesOtherRecords() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> GedcomPerson.of(TREE.record("FAM")))
                .withMessageContaining("FAM");
    }
}
