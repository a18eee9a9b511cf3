package dev.fabula.gedcom;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Whole files for tests. */
final class Trees {
    private Trees() {}

    record Read(List<GedcomStructure> records, GedcomSummary summary) {
        GedcomStructure record(String tag) {
            return records.stream().filter(it -> it.is(tag)).findFirst().orElseThrow();
        }

        List<GedcomStructure> unplaced() {
            return records.stream().map(GedcomStructure::unplaced).toList();
        }
    }

    /** Lines under a header of a version, and TRLR. */
    static String file(String version, String... lines) {
        String charset = version.startsWith("5") ? "1 CHAR UTF-8\n" : "";
        return "0 HEAD\n1 GEDC\n2 VERS " + version + "\n" + charset + String.join("\n", lines) + "\n0 TRLR\n";
    }

    static Read read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), GedcomLimits.DEFAULT);
    }

    static Read read(byte[] bytes) {
        return read(bytes, GedcomLimits.DEFAULT);
    }

    static Read read(byte[] bytes, GedcomLimits limits) {
        try (GedcomReader reader = GedcomReader.open(new ByteArrayInputStream(bytes), limits)) {
            List<GedcomStructure> records = new ArrayList<>();
            for (GedcomStructure it = reader.next(); it != null; it = reader.next()) records.add(it);
            return new Read(records, reader.summary());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static byte[] write(List<GedcomStructure> records, GedcomVersion version, Collection<String> extensions) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GedcomWriter writer = GedcomWriter.open(out, version, extensions)) {
            for (GedcomStructure record : records) writer.write(record);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    /** The same file in another version. */
    static Read in(GedcomVersion version, Read from) {
        return read(write(from.records(), version, from.summary().unknownTags().keySet()));
    }
}
