package dev.fabula.local.neo4j;

import dev.fabula.local.child.Child;
import dev.fabula.local.child.ChildOptions;
import dev.fabula.local.child.ChildServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Neo4j Community in this JVM. */
public final class Neo4jServer implements ChildServer {

    /** Bolt's opening: the magic number and four proposals of a version. */
    private static final byte[] BOLT_HELLO = {
        0x60, 0x60, (byte) 0xB0, 0x17, 0, 0, 0, 5, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0
    };

    public static void main(String[] args) {
        Child.run(args, new Neo4jServer());
    }

    @Override
    public int start(ChildOptions options, Progress progress) throws Exception {
        Path home = Files.createDirectories(options.data());
        Path configuration = Files.createDirectories(home.resolve("conf"));
        Files.createDirectories(home.resolve("plugins"));
        Files.writeString(configuration.resolve("neo4j.conf"), configuration(options.port()));
        // Until the first start the password can be set again, so a kill in between is repaired here.
        if (!Files.exists(home.resolve("data").resolve("databases"))) {
            progress.step("setting the password");
            setInitialPassword(home, configuration, options.password());
        }
        Class.forName("org.neo4j.server.Neo4jCommunity")
                .getMethod("main", String[].class)
                .invoke(null, (Object)
                        new String[] {"--console-mode", "--home-dir=" + home, "--config-dir=" + configuration});
        awaitBolt(options.port());
        return options.port();
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** Neo4j's own shutdown hook stops it in order. */
    @Override
    public void stop() {
        System.exit(0);
    }

    /** Neo4j's admin command, called rather than run, because a command line would show the password. */
    private static void setInitialPassword(Path home, Path configuration, String password)
            throws ReflectiveOperationException, IOException {
        Class<?> contextType = Class.forName("org.neo4j.cli.ExecutionContext");
        Object context = contextType.getConstructor(Path.class, Path.class).newInstance(home, configuration);
        Object command = Class.forName("org.neo4j.commandline.admin.security.SetInitialPasswordCommand")
                .getConstructor(contextType)
                .newInstance(context);
        Class<?> lineType = Class.forName("picocli.CommandLine");
        Object line = lineType.getConstructor(Object.class).newInstance(command);
        Object status = lineType.getMethod("execute", String[].class).invoke(line, (Object) new String[] {password});
        if (!Integer.valueOf(0).equals(status)) {
            throw new IOException("Neo4j did not take the password: exit status " + status);
        }
    }

    private static void awaitBolt(int port) throws InterruptedException {
        while (true) {
            try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
                socket.setSoTimeout(2_000);
                socket.getOutputStream().write(BOLT_HELLO);
                byte[] version = socket.getInputStream().readNBytes(4);
                if (version.length == 4 && !Arrays.equals(version, new byte[4])) {
                    return;
                }
            } catch (IOException notYet) {
                System.err.println("waiting for Bolt: " + notYet.getMessage());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static String configuration(int port) {
        return """
                server.default_listen_address=127.0.0.1
                server.bolt.listen_address=127.0.0.1:%1$d
                server.bolt.advertised_address=127.0.0.1:%1$d
                server.http.enabled=false
                server.https.enabled=false
                dbms.usage_report.enabled=false
                server.fleet_discovery.enabled=false
                dbms.fleet_manager.enabled=false
                internal.server.bolt.thread_pool_shutdown_wait_time=500ms
                internal.server.bolt.connection_shutdown_wait_time=500ms
                db.transaction.monitor.check.interval=200ms
                db.tx_log.preallocate=false
                server.memory.pagecache.size=64m
                server.memory.heap.max_size=384m
                """.formatted(port);
    }
}
