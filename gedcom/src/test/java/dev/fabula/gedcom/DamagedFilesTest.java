package dev.fabula.gedcom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever a file is damaged to, it is read or refused, and what is read can be understood, converted and read again. */
class DamagedFilesTest {

    @Property(tries = 2000)
    void areReadOrRefused(@ForAll("damaged") byte[] bytes) {
        Trees.Read read;
        try {
            read = Trees.read(bytes);
        } catch (GedcomException refusal) {
            assertThat(refusal.reason()).isNotBlank();
            return;
        }
        for (GedcomStructure record : read.records()) {
            if (record.is("INDI")) days(GedcomPerson.of(record).events());
            if (record.is("FAM")) days(GedcomFamily.of(record).events());
        }
        for (GedcomVersion version : List.of(GedcomVersion.V5_5_1, GedcomVersion.V7_0)) {
            Trees.Read converted = Trees.read(Trees.write(read.records(), version, Set.of()));
            assertThat(converted.records()).hasSameSizeAs(read.records());
        }
    }

    private static void days(List<GedcomEvent> events) {
        for (GedcomEvent event : events) {
            GedcomDays days = event.date() == null ? null : event.date().days();
            if (days != null) assertThat(days.earliest()).isLessThanOrEqualTo(days.latest());
        }
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        Arbitrary<byte[]> files = Combinators.combine(
                        Arbitraries.of(ConversionTest.FIVE, ConversionTest.SEVEN),
                        Arbitraries.of("UTF-8", "ISO-8859-1", "UTF-16LE", "UTF-16BE"),
                        Arbitraries.of("UTF-8", "ANSEL", "UNICODE", "ANSI", "x"))
                .as((text, encoding, named) ->
                        text.replace("CHAR UTF-8", "CHAR " + named).getBytes(Charset.forName(encoding)));
        Arbitrary<List<Damage>> damages = Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.frequencyOf(
                                Tuple.of(
                                        3,
                                        Arbitraries.of(
                                                (byte) '@',
                                                (byte) '\n',
                                                (byte) ' ',
                                                (byte) '0',
                                                (byte) '9',
                                                (byte) '_',
                                                (byte) '/')),
                                Tuple.of(1, Arbitraries.bytes())))
                .as(Damage::new)
                .list()
                .ofMaxSize(8);
        return Combinators.combine(files, damages).as((file, all) -> {
            byte[] bytes = file;
            for (Damage damage : all) bytes = damage.to(bytes);
            return bytes;
        });
    }

    /** One byte changed, put in or left out, or everything after it. */
    private record Damage(double where, int how, byte octet) {
        byte[] to(byte[] file) {
            if (file.length == 0) return file;
            int at = (int) (where * (file.length - 1));
            byte[] rest = Arrays.copyOfRange(file, at, file.length);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(file, 0, at);
            if (how < 2) out.write(octet);
            if (how == 3 && octet < -100) return out.toByteArray();
            int from = how == 1 ? 0 : 1;
            out.write(rest, from, rest.length - from);
            return out.toByteArray();
        }
    }
}
