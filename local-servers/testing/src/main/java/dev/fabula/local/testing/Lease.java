package dev.fabula.local.testing;

import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.ServerKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * This test JVM's claim on the build's servers: a connection to their host, which goes on while anybody holds one. It
 * ends with the JVM, however that ends.
 */
final class Lease implements ServerProvider {

    private final BufferedReader in;
    private final PrintStream out;

    private Lease(Socket socket) throws IOException {
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Joins the host that runs, or starts one; one JVM at a time, so that there is never a second. */
    static Lease take(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (FileChannel turn =
                        FileChannel.open(folder.resolve("turn"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = turn.lock()) {
            @Nullable Lease running = join(folder);
            if (running != null) {
                return running;
            }
            Files.deleteIfExists(folder.resolve(TestServersHost.ADDRESS));
            Process host = launch(folder);
            while (host.isAlive()) {
                @Nullable Lease started = join(folder);
                if (started != null) {
                    return started;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            throw new IOException("the host of the test servers did not start; see " + folder.resolve("host.log"));
        }
    }

    private static @Nullable Lease join(Path folder) throws IOException {
        Path address = folder.resolve(TestServersHost.ADDRESS);
        if (!Files.exists(address)) {
            return null;
        }
        String[] portAndToken = Files.readString(address).strip().split(" ");
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(portAndToken[0]));
            Lease lease = new Lease(socket);
            return lease.ask("HELLO " + portAndToken[1]).equals("WELCOME") ? lease : null;
        } catch (IOException gone) {
            return null; // left behind by a host that was killed
        }
    }

    private static Process launch(Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfabula.home=" + Home.find(),
                "-cp",
                classPath(),
                TestServersHost.class.getName(),
                folder.toString()));
        Path log = folder.resolve("host.log");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
    }

    /** Just what the host needs, wherever those classes lie in this JVM. */
    private static String classPath() throws IOException {
        try {
            return String.join(
                    System.getProperty("path.separator"),
                    where(TestServersHost.class),
                    where(ServerKind.class),
                    where(DriverManager.getDriver("jdbc:postgresql:").getClass()));
        } catch (SQLException missing) {
            throw new IOException("the driver of PostgreSQL is not on the class path", missing);
        }
    }

    private static String where(Class<?> type) {
        return Path.of(java.net.URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    @Override
    public synchronized Endpoint need(ServerKind kind) throws IOException {
        String[] words = ask("NEED " + kind.name()).split(" ", 5);
        if (!words[0].equals("AT")) {
            throw new IOException(String.join(" ", words));
        }
        return new Endpoint(
                words[1],
                Integer.parseInt(words[2]),
                words[3].equals("-") ? null : words[3],
                words[4].equals("-") ? null : words[4]);
    }

    private synchronized String ask(String question) throws IOException {
        out.println(question);
        String answer = in.readLine();
        if (answer == null) {
            throw new IOException("the host of the test servers is gone");
        }
        return answer;
    }
}
