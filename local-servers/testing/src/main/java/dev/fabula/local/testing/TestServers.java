package dev.fabula.local.testing;

import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.ServerKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The servers of this build's tests: real, shared, started when first needed. */
public final class TestServers {

    private static @Nullable ServerProvider provider;

    private TestServers() {}

    /** Where the server is, with its administrator; starts it where it does not run yet. */
    public static synchronized Endpoint of(ServerKind kind) {
        try {
            if (provider == null) {
                provider = choose();
            }
            return provider.need(kind);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException("no " + kind.id() + " for this test", failed);
        }
    }

    /** A name that no other test class has, for a database, indices or topics: lower-case letters, digits, underscores. */
    public static String nameFor(Class<?> test) {
        String name = test.getSimpleName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        return "t_" + name.substring(0, Math.min(30, name.length())) + "_"
                + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
    }

    /** The local servers where they run, which is Linux on x86-64; {@code -Dfabula.test.servers} says otherwise. */
    private static ServerProvider choose() throws IOException, InterruptedException {
        boolean runHere = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        String told = System.getProperty("fabula.test.servers", "");
        String wanted = !told.isEmpty() ? told : runHere ? "local" : "docker";
        return switch (wanted) {
            case "local" -> Lease.take(folder());
            case "docker" -> new Containers();
            default -> throw new IllegalStateException("fabula.test.servers is local or docker, not " + wanted);
        };
    }

    static Path folder() {
        return Home.find().resolve("target").resolve("test-servers");
    }
}
