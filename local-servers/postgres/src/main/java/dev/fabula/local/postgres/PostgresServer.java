package dev.fabula.local.postgres;

import dev.fabula.local.child.Child;
import dev.fabula.local.child.ChildOptions;
import dev.fabula.local.child.ChildServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** PostgreSQL with everything that makes its answers trustworthy switched on: fsync, checksums, passwords. */
public final class PostgresServer implements ChildServer {

    private volatile @Nullable Process server;

    public static void main(String[] args) {
        Child.run(args, new PostgresServer());
    }

    /** Called on the main thread, which lives as long as the process: the kernel ties PostgreSQL to this very thread. */
    @Override
    public int start(ChildOptions options, Progress progress) throws Exception {
        Path cluster = options.data().resolve("cluster");
        Files.createDirectories(options.data());
        Path folder = options.data().resolve("programs-" + System.getProperty("fabula.server.version", "bundled"));
        if (!Files.exists(folder)) {
            progress.step("unpacking PostgreSQL");
        }
        Binaries binaries = Binaries.in(folder);
        Wrapper wrapper = Wrapper.find();
        if (!Files.exists(cluster)) {
            progress.step("creating the database cluster");
            initialise(binaries, wrapper, cluster, options);
        }
        stopOrphan(cluster, progress);
        Process started = new ProcessBuilder(wrapper.tie(List.of(
                        binaries.program("postgres").toString(),
                        "-D",
                        cluster.toString(),
                        "-p",
                        Integer.toString(options.port()),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "wal_level=logical",
                        "-c",
                        "max_connections=200",
                        "-c",
                        "shared_preload_libraries=pg_stat_statements")))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(
                        ProcessBuilder.Redirect.to(Path.of("/dev/stderr").toFile()))
                .start();
        server = started;
        started.getOutputStream().close();
        awaitReady(cluster, started);
        return options.port();
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        Process started = server;
        if (started != null) {
            started.waitFor();
        }
    }

    /** SIGINT disconnects clients and stops cleanly; SIGTERM would wait for them. */
    @Override
    public void stop() throws Exception {
        Process started = server;
        if (started != null && started.isAlive()) {
            signal("INT", started.pid());
            started.waitFor();
        }
    }

    private static void initialise(Binaries binaries, Wrapper wrapper, Path cluster, ChildOptions options)
            throws IOException, InterruptedException {
        Path fresh = cluster.resolveSibling("cluster.new");
        Binaries.delete(fresh);
        Path password = Files.createTempFile(options.data(), "password", "");
        try {
            Files.writeString(password, options.password());
            run(wrapper.run(List.of(
                    binaries.program("initdb").toString(),
                    "-D",
                    fresh.toString(),
                    "-U",
                    "postgres",
                    "-A",
                    "scram-sha-256",
                    "--pwfile=" + password,
                    "-E",
                    "UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--data-checksums")));
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("/dev/stderr").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command.getLast() + ": exit status " + process.exitValue() + "; the log says why");
        }
    }

    /** One whose guard was killed where the kernel could not tell it. */
    private static void stopOrphan(Path cluster, Progress progress) throws Exception {
        Optional<ProcessHandle> orphan = PostmasterFile.read(cluster).flatMap(file -> file.process(cluster));
        if (orphan.isEmpty()) {
            return;
        }
        progress.step(
                "stopping a PostgreSQL left behind (process " + orphan.get().pid() + ")");
        signal("INT", orphan.get().pid());
        for (int i = 0; i < 100 && orphan.get().isAlive(); i++) {
            Thread.sleep(100);
        }
        if (orphan.get().isAlive()) {
            signal("QUIT", orphan.get().pid());
            orphan.get().onExit().get(5, TimeUnit.SECONDS);
        }
    }

    private static void awaitReady(Path cluster, Process started) throws IOException, InterruptedException {
        while (started.isAlive()) {
            Optional<PostmasterFile> file = PostmasterFile.read(cluster);
            if (file.isPresent()
                    && file.get().pid() == started.pid()
                    && file.get().ready()) {
                return;
            }
            Thread.sleep(20);
        }
        throw new IOException("PostgreSQL ended with status " + started.exitValue() + " before it was ready");
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }
}
