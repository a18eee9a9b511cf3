package dev.fabula.gedcom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GedcomArchiveTest {
    private static final byte[] TREE = Trees.file("7.0", "0 @O1@ OBJE", "1 FILE photos/a.jpg", "2 FORM image/jpeg")
            .getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> photoThenTree(byte[] photo) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("photos/a.jpg", photo);
        files.put(GedcomArchive.RECORDS, TREE);
        return files;
    }

    @Test
    void readsTheRecordsOfAnArchiveAsOfAFile() throws IOException {
        byte[] archive = zip(photoThenTree(new byte[] {1, 2, 3}));
        assertThat(Trees.read(archive).unplaced()).isEqualTo(Trees.read(TREE).unplaced());
        assertThat(Trees.read(archive).records()).hasSize(3);
    }

    @Test
    void givesTheFilesThatRecordsName() throws IOException {
        Path file = Files.write(folder.resolve("tree.gdz"), zip(photoThenTree(new byte[] {1, 2, 3})));
        try (GedcomArchive archive = GedcomArchive.open(file, GedcomLimits.DEFAULT)) {
            assertThat(archive.files()).containsExactly("photos/a.jpg");
            try (InputStream photo = archive.file("photos/a.jpg")) {
                assertThat(photo.readAllBytes()).containsExactly(1, 2, 3);
            }
            try (GedcomReader reader = archive.records()) {
                assertThat(reader.readToEnd().records()).containsEntry("OBJE", 1);
            }
            assertThatExceptionOfType(GedcomException.class)
                    .isThrownBy(() -> archive.file("../secret"))
                    .withMessageContaining("../secret");
        }
        assertThat(GedcomReader.check(file, GedcomLimits.DEFAULT).records()).containsEntry("OBJE", 1);
    }

    @Test
    void readsTheArchivesThatItWrites() throws IOException {
        Path file = folder.resolve("own.gdz");
        try (GedcomArchiveWriter archive = GedcomArchiveWriter.open(Files.newOutputStream(file))) {
            try (GedcomWriter records = archive.records(List.of())) {
                for (GedcomStructure record : Trees.read(TREE).records()) records.write(record);
            }
            archive.file("photos/a.jpg", new ByteArrayInputStream(new byte[] {4, 5}));
            for (String outside : List.of("../a", "/etc/passwd", "a/../../b", "C:\\a", GedcomArchive.RECORDS, ""))
                assertThatExceptionOfType(IllegalArgumentException.class)
                        .isThrownBy(() -> archive.file(outside, InputStream.nullInputStream()));
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> archive.file("photos/a.jpg", InputStream.nullInputStream()))
                    .withMessageContaining("photos/a.jpg");
        }
        assertThat(Trees.read(Files.readAllBytes(file)).unplaced())
                .isEqualTo(Trees.read(TREE).unplaced());
        try (GedcomArchive archive = GedcomArchive.open(file, GedcomLimits.DEFAULT);
                InputStream photo = archive.file("photos/a.jpg")) {
            assertThat(photo.readAllBytes()).containsExactly(4, 5);
        }
    }

    @Test
    void refusesArchivesThatUnpackToFarMoreThanTheyAre() throws IOException {
        byte[] bomb = zip(photoThenTree(new byte[8 << 20]));
        assertThat(bomb.length).isLessThan(20_000);
        refuses(bomb, GedcomLimits.DEFAULT, "200 times its size");
        refuses(bomb, GedcomLimits.DEFAULT.withBytes(100_000), "more than 100000 bytes");
        Path file = Files.write(folder.resolve("bomb.gdz"), bomb);
        try (GedcomArchive archive = GedcomArchive.open(file, GedcomLimits.DEFAULT);
                InputStream photo = archive.file("photos/a.jpg")) {
            assertThatExceptionOfType(GedcomException.class)
                    .isThrownBy(photo::readAllBytes)
                    .withMessageContaining("200 times its size");
        }
    }

    @Test
    void refusesArchivesOfManyFilesWithoutRecordsOrWithDamage() throws IOException {
        GedcomLimits one = new GedcomLimits(1 << 20, 99, 99, 9, 9, 9, 9, 9, 1, 200);
        refuses(zip(photoThenTree(new byte[3])), one, "more than 1 files");
        refuses(zip(Map.of("other.ged", TREE)), GedcomLimits.DEFAULT, "no gedcom.ged");
        byte[] whole = zip(Map.of(GedcomArchive.RECORDS, TREE));
        refuses(Arrays.copyOf(whole, 70), GedcomLimits.DEFAULT, "archive is damaged");
        Path file = Files.write(folder.resolve("damaged.gdz"), Arrays.copyOf(whole, 70));
        assertThatExceptionOfType(GedcomException.class)
                .isThrownBy(() -> GedcomArchive.open(file, GedcomLimits.DEFAULT))
                .withMessageContaining("no archive");
    }

    private static void refuses(byte[] archive, GedcomLimits limits, String reason) {
        assertThatExceptionOfType(GedcomException.class)
                .isThrownBy(() -> Trees.read(archive, limits))
                .withMessageContaining(reason);
    }
}
