package dev.fabula.local.kafka;

import dev.fabula.local.child.Child;
import dev.fabula.local.child.ChildOptions;
import dev.fabula.local.child.ChildServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** Kafka with broker and controller in this JVM. */
public final class KafkaServer implements ChildServer {

    public static void main(String[] args) {
        Child.run(args, new KafkaServer());
    }

    @Override
    public int start(ChildOptions options, Progress progress) throws Exception {
        Path data = Files.createDirectories(options.data());
        String clusterId = kept(data.resolve("cluster.id"), Uuid.randomUuid().toString());
        int controller = Integer.parseInt(kept(data.resolve("controller.port"), Integer.toString(freePort())));
        Path configuration = data.resolve("server.properties");
        Files.writeString(configuration, configuration(data, options.port(), controller));
        if (!Files.exists(data.resolve("log").resolve("meta.properties"))) {
            progress.step("formatting the log folder");
            int status = StorageTool.execute(
                    new String[] {
                        "format", "--cluster-id", clusterId, "--config", configuration.toString(), "--ignore-formatted"
                    },
                    System.err);
            if (status != 0) {
                throw new IOException("Kafka could not format its log folder");
            }
        }
        // Blocks until the broker is shut down, and then ends the JVM itself.
        Thread.ofPlatform().name("kafka").start(() -> Kafka.main(new String[] {configuration.toString()}));
        awaitBroker(options.port());
        return options.port();
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** Kafka's own shutdown hook stops it in order. */
    @Override
    public void stop() {
        System.exit(0);
    }

    private static void awaitBroker(int port) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:" + port,
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG,
                50,
                AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG,
                false))) {
            while (true) {
                try {
                    if (!admin.describeCluster()
                            .nodes()
                            .get(1, TimeUnit.SECONDS)
                            .isEmpty()) {
                        return;
                    }
                } catch (TimeoutException notYet) {
                    System.err.println("waiting for the broker");
                }
            }
        }
    }

    /** What the file holds; what it shall hold from now on where it is new. */
    private static String kept(Path file, String fresh) throws IOException {
        if (!Files.exists(file)) {
            Path written = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(written, fresh);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String configuration(Path data, int port, int controller) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=CLIENT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=CLIENT://127.0.0.1:%1$d
                listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=CLIENT
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                num.partitions=4
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.num.partitions=4
                offsets.topic.replication.factor=1
                transaction.state.log.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                # Short, so that a broker that was killed is let in again soon.
                broker.session.timeout.ms=3000
                broker.heartbeat.interval.ms=500
                """.formatted(port, controller, data.resolve("log"));
    }
}
