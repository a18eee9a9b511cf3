package dev.fabula.readschema.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {

    @TempDir
    private Path migrations;

    private String before;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(migrations.resolve("V1__first.sql"), "SELECT 1;");
        before = Fingerprint.of(migrations, "recipe");
    }

    @Test
    void staysWhereAFileIsWrittenAgainWithTheSameContent() throws IOException {
        Files.writeString(migrations.resolve("V1__first.sql"), "SELECT 1;");

        assertThat(Fingerprint.of(migrations, "recipe")).isEqualTo(before);
    }

    @Test
    void changesWithAMigration() throws IOException {
        Files.writeString(migrations.resolve("V1__first.sql"), "SELECT 2;");

        assertThat(Fingerprint.of(migrations, "recipe")).isNotEqualTo(before);
    }

    @Test
    void changesWithOneMoreMigration() throws IOException {
        Files.writeString(migrations.resolve("V2__second.sql"), "");

        assertThat(Fingerprint.of(migrations, "recipe")).isNotEqualTo(before);
    }

    @Test
    void changesWithAVersionNumber() throws IOException {
        Files.move(migrations.resolve("V1__first.sql"), migrations.resolve("V2__first.sql"));

        assertThat(Fingerprint.of(migrations, "recipe")).isNotEqualTo(before);
    }

    @Test
    void changesWithWhatIsWritten() throws IOException {
        assertThat(Fingerprint.of(migrations, "another")).isNotEqualTo(before);
    }
}
