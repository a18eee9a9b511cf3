package dev.fabula.gedcom.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fabula.gedcom.GedcomLimits;
import dev.fabula.gedcom.GedcomLines;
import dev.fabula.gedcom.GedcomReader;
import dev.fabula.gedcom.GedcomStructure;
import dev.fabula.gedcom.GedcomUpgrade;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** That a record says the same after it was told in words of ours, whatever it says. */
class LosslessTest {
    private static final @Nullable String FOLDER = System.getenv("FABULA_GEDCOM_SAMPLES");
    private static final Set<String> LINKS = Set.of("FAMC", "FAMS", "ASSO");
    private static final PartIds IDS = (tag, place) -> tag + place;

    private static final String FILE = """
            0 HEAD
            1 GEDC
            2 VERS 7.0
            0 @I1@ INDI
            1 NAME Mira Ann /Vale/ jr.
            2 TYPE MARRIED
            2 GIVN Mira
            2 GIVN Ann
            2 SURN Vale
            3 _SURE no
            2 NOTE so she signed
            1 NAME
            2 GIVN Mirka
            1 SEX F
            1 BIRT
            2 DATE ABT 1871
            3 PHRASE in the great winter
            2 PLAC Highmoor, Northland
            3 MAP
            4 LATI N54.1
            4 LONG W2.0
            2 NOTE told by her aunt
            3 CONT who was there
            2 NOTE and doubted
            2 SOUR @S1@
            3 PAGE 12
            1 BIRT
            2 DATE BET 1 MAY 1870 AND 3 JUN 1872
            1 DEAT Y
            1 NO MARR
            2 DATE TO 1890
            1 OCCU midwife
            2 TYPE of the village
            3 LANG en
            1 _MILT nurse
            2 DATE
            3 PHRASE in the war
            1 _SECRET @I1@
            1 _PLAIN value
            1 EVEN @@home
            2 TYPE Letter
            1 NOTE
            2 LANG en
            1 NOTE A note
            2 CONT
            2 CONT of three lines
            1 SNOTE @N1@
            1 FAMC @F1@
            2 PEDI ADOPTED
            2 STAT PROVEN
            1 FAMC @F2@
            2 PEDI OTHER
            3 PHRASE raised by
            1 FAMS @F1@
            2 NOTE so they say
            1 ASSO @I1@
            2 ROLE GODP
            2 NOTE kind
            1 UID 7c4f
            1 REFN 12
            2 TYPE card
            0 @F1@ FAM
            1 HUSB @I1@
            2 PHRASE the elder
            1 WIFE @I2@
            1 CHIL @I3@
            1 CHIL @VOID@
            2 PHRASE died young
            1 MARR
            2 DATE 3 JUN 1895
            2 HUSB
            3 AGE 24y
            1 DIV N
            1 NCHI 2
            1 CHIL @I3@
            1 NOTE kept
            0 @F2@ FAM
            1 CHIL @I1@
            1 MARR
            0 @N1@ SNOTE shared
            1 CONT text
            1 TRAN geteilt
            2 LANG de
            0 TRLR
            """;

    @Test
    void personsAndFamiliesSayTheSameAfterwards() throws IOException {
        assertThat(check(new ByteArrayInputStream(FILE.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(6);
    }

    @Test
    void realFilesSayTheSameAfterwards() throws IOException {
        assumeTrue(FOLDER != null, "FABULA_GEDCOM_SAMPLES names no folder of GEDCOM files");
        try (Stream<Path> files = Files.walk(Path.of(String.valueOf(FOLDER)))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().endsWith(".ged")) {
                    try (InputStream in = Files.newInputStream(file)) {
                        assertThat(check(in)).as(file.toString()).isPositive();
                    }
                }
            }
        }
    }

    private static int check(InputStream in) throws IOException {
        int checked = 0;
        try (GedcomReader reader = GedcomReader.open(in, GedcomLimits.DEFAULT)) {
            GedcomUpgrade upgrade = null;
            for (GedcomStructure record = reader.next(); record != null; record = reader.next()) {
                if (upgrade == null) upgrade = GedcomUpgrade.of(record, List.of());
                GedcomStructure before = upgrade.convert(record).unplaced();
                assertThat(lines(again(before))).as("line " + record.line()).isEqualTo(lines(before));
                checked++;
            }
        }
        return checked;
    }

    private static GedcomStructure again(GedcomStructure record) {
        String xref = record.xref() == null ? "@X1@" : record.xref();
        if (record.is("INDI")) {
            PersonRecord.Told told =
                    PersonRecord.told(record, IDS, child -> LINKS.contains(child.tag()) && child.pointer());
            List<GedcomStructure> links = new ArrayList<>();
            for (GedcomStructure child : record.children()) {
                String to = child.value() == null ? "" : child.value();
                if (!child.pointer()) continue;
                if (child.is("FAMC")) links.add(Pedigrees.link(to, Pedigrees.of(child)));
                if (child.is("FAMS")) links.add(GedcomStructure.link("FAMS", to));
                if (child.is("ASSO")) {
                    Associations.Told said = Associations.told(child);
                    links.add(Associations.link(to, said.role(), GedcomLines.read(said.more())));
                }
            }
            return PersonRecord.structure(
                    xref, told.sex(), told.names(), told.facts(), links, told.notes(), GedcomLines.read(told.more()));
        }
        if (record.is("FAM")) {
            FamilyRecord.Told told = FamilyRecord.told(record, IDS, _ -> true);
            return FamilyRecord.structure(
                    xref, told.husband(), told.wife(), told.children(), told.facts(), told.kept());
        }
        return GedcomLines.record(record.tag(), record.xref(), GedcomLines.ofRecord(record));
    }

    /** Whatever the order of what stands side by side; without what is meant where it is not said. */
    private static String lines(GedcomStructure structure) {
        List<String> below = new ArrayList<>();
        for (GedcomStructure child : structure.children()) {
            boolean meant = (child.is("SEX") && "U".equals(child.value()))
                    || (child.is("PEDI") && "BIRTH".equals(child.value()))
                    || (child.is("ROLE")
                            && "OTHER".equals(child.value())
                            && child.children().isEmpty());
            if (!meant) below.add(lines(child).indent(1));
        }
        below.sort(null);
        String value = structure.value();
        // A name told in parts alone gets its whole.
        if (structure.is("NAME") && structure.level() == 1 && value == null) value = "Mirka";
        return structure.tag() + " " + structure.pointer() + " " + value + "\n" + String.join("", below);
    }
}
