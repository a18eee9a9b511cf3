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

    private static @Nullable Lease lease;

    private TestServers() {}

    /** Where the server is, with its administrator; starts it where it does not run yet. */
    public static synchronized Endpoint of(ServerKind kind) {
        try {
            if (lease == null) {
                lease = Lease.take(folder());
            }
            return lease.need(kind);
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

    static Path folder() {
        return Home.find().resolve("target").resolve("test-servers");
    }
}
