package dev.fabula.local.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** Which versions wrote a data folder, and whether these ones may go on with it. */
final class Format {

    private static final String CURRENT = "1";
    private static final String FILE = "format.properties";

    private Format() {}

    /** Refuses, before anything is touched, a folder that is not ours or that these versions could damage. */
    static void check(Path data, Map<ServerKind, Distribution> servers) throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        if (!Files.isDirectory(data)) {
            throw new LocalServersException(data + " is a file, not a folder");
        }
        if (!Files.exists(data.resolve(FILE))) {
            try (Stream<Path> inside = Files.list(data)) {
                if (inside.anyMatch(path -> !path.getFileName().toString().equals("lock"))) {
                    throw new LocalServersException("the folder " + data
                            + " is not empty and not a data folder of Fabula: choose another one (--data)");
                }
            }
            return;
        }
        Properties written = Store.read(data.resolve(FILE));
        if (!CURRENT.equals(written.getProperty("format"))) {
            throw refusal(data, "format " + written.getProperty("format"), "format " + CURRENT);
        }
        servers.forEach((kind, server) -> {
            String version = written.getProperty(kind.id());
            if (version != null && !compatible(kind, version, server.version())) {
                throw refusal(data, kind.id() + " " + version, kind.id() + " " + server.version());
            }
        });
    }

    static void record(Path data, Map<ServerKind, Distribution> servers) throws IOException {
        Properties now = Store.read(data.resolve(FILE));
        now.setProperty("format", CURRENT);
        servers.forEach((kind, server) -> now.setProperty(kind.id(), server.version()));
        Store.write(data.resolve(FILE), now);
    }

    /** PostgreSQL reads its own major version only; the others upgrade older data and cannot read newer. */
    static boolean compatible(ServerKind kind, String written, String ours) {
        if (kind == ServerKind.POSTGRES) {
            return major(written).equals(major(ours));
        }
        return Arrays.compare(numbers(written), numbers(ours)) <= 0;
    }

    private static String major(String version) {
        return version.split("\\.", 2)[0];
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\D+"))
                .filter(part -> !part.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static LocalServersException refusal(Path data, String written, String ours) {
        return new LocalServersException(
                "the data folder " + data + " was written by another version (" + written + "; this is " + ours
                        + "). Nothing was touched. Use another folder (--data), or the version that wrote it.");
    }
}
