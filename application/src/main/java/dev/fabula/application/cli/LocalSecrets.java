package dev.fabula.application.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;

/** Secrets beside the data, readable by the owner of the folder alone. */
final class LocalSecrets {

    private static final String CLI = "cli-secret";
    private static final String MASTER_KEY = "master-key";

    private LocalSecrets() {}

    static Path folder(Path data) {
        return data.resolve("secrets");
    }

    /** The secret with which the command line asks for tokens; made on first use. */
    static String cliSecret(Path data) {
        return read(data, CLI, HexFormat.of()::formatHex);
    }

    /** The key that wraps the keys of data subjects, as the application takes it; made on first use. */
    static String masterKey(Path data) {
        return read(data, MASTER_KEY, random -> "local:" + Base64.getEncoder().encodeToString(random));
    }

    private static String read(Path data, String name, Function<byte[], String> form) {
        Path file = folder(data).resolve(name);
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[32];
                new SecureRandom().nextBytes(random);
                Files.createDirectories(
                        folder(data),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                // Whole or not at all: a master key that was half written would be noticed too late.
                Path fresh = Files.createTempFile(
                        folder(data),
                        name,
                        ".new",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(fresh, form.apply(random));
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file).strip();
        } catch (IOException failed) {
            throw new Refusal("cannot read or make the secret " + file + ": " + failed.getMessage());
        }
    }
}
