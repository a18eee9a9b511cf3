package dev.fabula.gedcom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LargeFileTest {
    private static final int PEOPLE = 50_000;
    /** The file is about 25 MB; its records as trees would be several times that. */
    private static final long MOST_BYTES = 24L << 20;

    @Test
    void readsFiftyThousandPeopleWithinAFewMegabytes() throws IOException {
        try (GedcomReader reader = GedcomReader.open(file(), GedcomLimits.DEFAULT)) {
            assertThat(reader.next()).isNotNull();
            long before = used();
            for (int read = 0; read < PEOPLE; read++) assertThat(reader.next()).isNotNull();
            long grown = used() - before;
            assertThat(grown).isLessThan(MOST_BYTES);
            GedcomSummary summary = reader.readToEnd();
            assertThat(summary.people()).isEqualTo(PEOPLE);
            assertThat(summary.families()).isEqualTo(PEOPLE);
            assertThat(summary.problems()).isEmpty();
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Made while it is read. */
    private static InputStream file() {
        Stream<String> parts = Stream.of(
                        Stream.of("0 HEAD\n1 GEDC\n2 VERS 7.0\n"),
                        IntStream.range(0, PEOPLE).mapToObj(LargeFileTest::person),
                        IntStream.range(0, PEOPLE).mapToObj(it -> "0 @F" + it + "@ FAM\n1 CHIL @I" + it + "@\n"),
                        Stream.of("0 TRLR\n"))
                .flatMap(it -> it);
        Iterator<InputStream> streams = parts.<InputStream>map(
                        it -> new ByteArrayInputStream(it.getBytes(StandardCharsets.UTF_8)))
                .iterator();
        return new InputStream() {
            private InputStream part = InputStream.nullInputStream();

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0];
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                while (true) {
                    int read = part.read(target, offset, length);
                    if (read >= 0 || !streams.hasNext()) return read;
                    part = streams.next();
                }
            }
        };
    }

    private static String person(int number) {
        return "0 @I" + number + "@ INDI\n1 NAME Anna " + number + " /Huber/\n2 GIVN Anna\n2 SURN Huber\n1 SEX F\n"
                + "1 BIRT\n2 DATE 5 MAR 1900\n2 PLAC Graz, Styria, Austria\n1 DEAT\n2 DATE ABT 1970\n1 FAMC @F" + number
                + "@\n1 NOTE " + "She baked bread all her life. ".repeat(8) + "\n2 CONT And liked it.\n";
    }
}
