package dev.fabula.readschema.generator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Constants;

/** Of everything that the code depends on: the migrations, what is written, and jOOQ's version. */
final class Fingerprint {
    private Fingerprint() {}

    /** Hexadecimal SHA-256. */
    static String of(Path migrations, String recipe) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(migrations)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        MessageDigest digest = sha256();
        update(digest, Constants.FULL_VERSION.getBytes(StandardCharsets.UTF_8));
        update(digest, recipe.getBytes(StandardCharsets.UTF_8));
        for (Path file : files) {
            update(digest, migrations.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            update(digest, Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** With its length in front, so that no two sequences of parts are alike. */
    private static void update(MessageDigest digest, byte[] part) {
        digest.update((part.length + " ").getBytes(StandardCharsets.US_ASCII));
        digest.update(part);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
