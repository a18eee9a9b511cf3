package dev.fabula.local.elasticsearch;

import dev.fabula.local.child.Child;
import dev.fabula.local.child.ChildOptions;
import dev.fabula.local.child.ChildServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;
import org.jspecify.annotations.Nullable;

/**
 * One Elasticsearch node in this JVM. Its usual main class needs an agent that is not published, so the node is made
 * here, the way that main class would.
 */
public final class ElasticsearchServer implements ChildServer {

    private volatile @Nullable Node node;

    public static void main(String[] args) {
        Child.run(args, new ElasticsearchServer());
    }

    @Override
    public int start(ChildOptions options, Progress progress) throws Exception {
        Path data = Files.createDirectories(options.data());
        Path configuration = Files.createDirectories(data.resolve("config"));
        Files.createDirectories(
                data.resolve("logs")); // where it writes the file with its ports, and does not make itself
        LogConfigurator.configureESLogging();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
                settings(data, options.port()), Map.of(), configuration, () -> "local");
        LogConfigurator.configureWithoutConfig(environment.settings());
        PluginsLoader plugins = PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(environment.modulesDir(), false), Set.of(), Map.of(), false);
        Node started = new Node(environment, plugins);
        node = started;
        started.start();
        awaitHealth(options.port());
        return options.port();
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Override
    public void stop() throws IOException {
        Node started = node;
        if (started != null) {
            started.prepareForClose();
            started.close();
        }
    }

    private static Settings settings(Path data, int port) {
        return Settings.builder()
                .put("path.home", home().toString())
                .put("path.data", data.resolve("data").toString())
                .put("path.logs", data.resolve("logs").toString())
                .put("cluster.name", "fabula-local")
                .put("discovery.type", "single-node")
                .put("network.host", "127.0.0.1")
                .put("http.port", port)
                .put("transport.port", 0)
                .put("node.portsfile", true)
                .putList("node.roles", "master", "data", "ingest")
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
    }

    /** The folder with {@code lib} and {@code modules}: two above the jar of this class. */
    private static Path home() {
        Path jar = Path.of(URI.create(ElasticsearchServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        return jar.resolveSibling("..").normalize();
    }

    private static void awaitHealth(int port) throws InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/_cluster/health"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (true) {
                try {
                    HttpResponse<String> answer = http.send(question, HttpResponse.BodyHandlers.ofString());
                    if (answer.statusCode() == 200 && !answer.body().contains("\"status\":\"red\"")) {
                        return;
                    }
                } catch (IOException notYet) {
                    System.err.println("waiting for HTTP: " + notYet.getMessage());
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }
}
