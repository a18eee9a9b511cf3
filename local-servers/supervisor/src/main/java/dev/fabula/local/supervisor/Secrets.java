package dev.fabula.local.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Generated once, 160 bits each, in files that their owner alone can read. */
final class Secrets {
    private Secrets() {}

    static Path file(Path folder, String name) throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            byte[] random = new byte[20];
            new SecureRandom().nextBytes(random);
            Path fresh = Files.createTempFile(
                    folder,
                    name,
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, HexFormat.of().formatHex(random));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    static String read(Path folder, String name) throws IOException {
        return Files.readString(file(folder, name)).strip();
    }
}
