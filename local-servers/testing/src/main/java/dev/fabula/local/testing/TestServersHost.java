package dev.fabula.local.testing;

import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.LocalServers;
import dev.fabula.local.supervisor.ServerKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Owns the servers of one build's tests; ends, with them, when nobody has held a lease for a while. */
public final class TestServersHost {

    static final String ADDRESS = "host.address";
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Path folder;
    private final String token = UUID.randomUUID().toString();
    private final Map<ServerKind, LocalServers> servers = new EnumMap<>(ServerKind.class);
    private final AtomicInteger leases = new AtomicInteger();
    private volatile long lastLease = System.nanoTime();

    private TestServersHost(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        new TestServersHost(Path.of(args[0])).run();
    }

    private void run() throws IOException, InterruptedException {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
            publish(socket.getLocalPort());
            Thread.ofPlatform().name("accept").daemon().start(() -> accept(socket));
            while (leases.get() > 0 || System.nanoTime() - lastLease < IDLE.toNanos()) {
                Thread.sleep(200);
            }
        }
        System.exit(0);
    }

    /** The address in one step, readable by the owner alone: whoever knows the token gets passwords. */
    private void publish(int port) throws IOException {
        Files.writeString(
                folder.resolve("host.pid"),
                Long.toString(ProcessHandle.current().pid()));
        Path fresh = Files.createTempFile(
                folder,
                "address",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, port + " " + token);
        Files.move(fresh, folder.resolve(ADDRESS), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket lease = socket.accept();
                Thread.ofPlatform().daemon().start(() -> serve(lease));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket lease) {
        leases.incrementAndGet();
        try (lease;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(lease.getInputStream(), StandardCharsets.UTF_8));
                PrintStream out = new PrintStream(lease.getOutputStream(), true, StandardCharsets.UTF_8)) {
            if (!("HELLO " + token).equals(in.readLine())) {
                return;
            }
            out.println("WELCOME");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(answer(ServerKind.valueOf(line.substring("NEED ".length()))));
            }
        } catch (IOException killed) {
            System.err.println("a lease broke: " + killed.getMessage());
        } finally {
            lastLease = System.nanoTime();
            leases.decrementAndGet();
        }
    }

    private String answer(ServerKind kind) {
        try {
            Endpoint at = running(kind).endpoint(kind);
            return "AT " + at.host() + " " + at.port() + " " + orDash(at.username()) + " " + orDash(at.password());
        } catch (RuntimeException failed) {
            failed.printStackTrace();
            return "FAILED " + String.valueOf(failed.getMessage()).replaceAll("\\R", " ");
        }
    }

    /** A data folder each, so that a server is started when it is first needed, and not before. */
    private LocalServers running(ServerKind kind) {
        synchronized (servers) {
            LocalServers known = servers.get(kind);
            if (known == null) {
                known = LocalServers.open(
                        Home.find(),
                        folder.resolve(kind.id()),
                        EnumSet.of(kind),
                        (which, what) -> System.err.println(which.id() + ": " + what));
                servers.put(kind, known);
                known.start();
            }
            known.ready(kind).join();
            return known;
        }
    }

    private void stop() {
        synchronized (servers) {
            servers.values().parallelStream().forEach(LocalServers::close);
        }
    }

    private static String orDash(@Nullable String word) {
        return word == null ? "-" : word;
    }
}
