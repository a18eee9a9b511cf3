package dev.fabula.local.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A server as the build left it: its jars and how it is started.
 *
 * @param folder {@code server.properties} and {@code lib/}
 */
record Distribution(Path folder, String version, String mainClass, List<String> jvmFlags) {

    static Distribution of(Path home, ServerKind kind) throws IOException {
        Path folder = home.resolve("local-servers")
                .resolve(kind.id())
                .resolve("target")
                .resolve("server");
        Path file = folder.resolve("server.properties");
        if (!Files.exists(file)) {
            throw new LocalServersException(
                    "the server " + kind.id() + " is not built (no " + file + "): run ./fabula, which builds it");
        }
        Properties properties = Store.read(file);
        return new Distribution(
                folder,
                properties.getProperty("version"),
                properties.getProperty("main"),
                List.of(properties.getProperty("jvm").split(" +")));
    }

    List<String> command(Path data, int port, java.util.Optional<Path> passwordFile) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", folder.resolve("lib") + "/*", mainClass));
        command.addAll(List.of("--data", data.toString(), "--port", Integer.toString(port)));
        passwordFile.ifPresent(file -> command.addAll(List.of("--password-file", file.toString())));
        return command;
    }
}
