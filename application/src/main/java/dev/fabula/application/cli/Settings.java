package dev.fabula.application.cli;

import dev.fabula.local.supervisor.ServerKind;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was configured before anything starts: system properties, then the environment, then fabula.properties. */
final class Settings {

    private final Properties file = new Properties();
    private final Path path;

    Settings(Path home) {
        path = home.resolve("fabula.properties");
        if (Files.exists(path)) {
            try (Reader in = Files.newBufferedReader(path)) {
                file.load(in);
            } catch (IOException | IllegalArgumentException unreadable) {
                throw new Refusal("cannot read " + path + ": " + unreadable.getMessage());
            }
        }
    }

    /** The file, whether it exists or not. */
    Path file() {
        return path;
    }

    /** Which servers have to be started here, because nobody said where they are. */
    Set<ServerKind> localServers() {
        Set<ServerKind> local = EnumSet.allOf(ServerKind.class);
        local.removeIf(kind -> get(addressOf(kind)) != null);
        return local;
    }

    static String addressOf(ServerKind kind) {
        return switch (kind) {
            case POSTGRES -> "fabula.postgres.url";
            case KAFKA -> "fabula.kafka.bootstrap-servers";
            case ELASTICSEARCH -> "fabula.elasticsearch.url";
            case NEO4J -> "fabula.neo4j.uri";
        };
    }

    @Nullable
    String get(String key) {
        String value = System.getProperty(key);
        if (value == null) {
            value = System.getenv(key.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", ""));
        }
        if (value == null) {
            value = file.getProperty(key);
        }
        return value == null || value.isBlank() ? null : value;
    }
}
