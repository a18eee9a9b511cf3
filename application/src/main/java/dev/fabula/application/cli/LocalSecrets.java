package dev.fabula.application.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Secrets beside the data, readable by the owner of the folder alone. */
final class LocalSecrets {

    private static final String CLI = "cli-secret";

    private LocalSecrets() {}

    static Path folder(Path data) {
        return data.resolve("secrets");
    }

    /** The secret with which the command line asks for tokens; made on first use. */
    static String cliSecret(Path data) {
        Path file = folder(data).resolve(CLI);
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[32];
                new SecureRandom().nextBytes(random);
                Files.createDirectories(
                        folder(data),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, HexFormat.of().formatHex(random));
            }
            return Files.readString(file);
        } catch (IOException failed) {
            throw new Refusal("cannot read or make the secret " + file + ": " + failed.getMessage());
        }
    }
}
