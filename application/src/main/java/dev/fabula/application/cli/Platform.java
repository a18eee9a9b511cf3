package dev.fabula.application.cli;

import dev.fabula.local.supervisor.DatabaseAccess;
import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.LocalServers;
import dev.fabula.local.supervisor.PostgresDatabases;
import dev.fabula.local.supervisor.ServerKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The local servers and the application, started, watched and stopped together in this process. */
final class Platform {

    private final Path data;
    private final int port;
    private final boolean detached;
    private final Progress progress;
    private final Server application = new Server();
    private volatile @Nullable LocalServers servers;

    Platform(Path data, int port, boolean detached, Progress progress) {
        this.data = data;
        this.port = port;
        this.detached = detached;
        this.progress = progress;
    }

    /** Returns once everything runs; it goes on until the process is asked to end. */
    void run() throws IOException {
        Settings settings = new Settings(FabulaCommand.home());
        requireFree(port);
        Set<ServerKind> local = settings.localServers();
        LocalServers opened =
                LocalServers.open(FabulaCommand.home(), data, local, (kind, what) -> progress.say(kind.id(), what));
        servers = opened;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        Handover.watch(detached, data);
        opened.start();
        int serving = startApplication(configuration(settings, opened, local), opened);
        String url = "http://127.0.0.1:" + serving;
        new RunFile(url, ProcessHandle.current().pid(), false).write(data);
        progress.say("application", "ready at " + url);
        for (ServerKind kind : local) {
            await(opened, kind);
        }
        awaitHealthy(url);
        new RunFile(url, ProcessHandle.current().pid(), true).write(data);
        new Announcement(progress).everythingRuns(url, opened, local, settings, data);
    }

    private int startApplication(Map<String, String> configuration, LocalServers opened) {
        try {
            return application.start(configuration);
        } catch (RuntimeException failed) {
            Throwable cause = failed;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new Refusal("the application did not start: " + cause + " (log: "
                    + opened.logs().resolve("application.log") + ")");
        }
    }

    /** Until the application itself has seen its servers; a configured one that is away only degrades, and is said. */
    private void awaitHealthy(String url) {
        HttpRequest question = HttpRequest.newBuilder(URI.create(url + "/actuator/health"))
                .timeout(LocalHttp.PATIENCE)
                .build();
        try {
            for (int i = 0; i < 100; i++) {
                if (healthy(LocalHttp.send(question).body())) {
                    return;
                }
                Thread.sleep(100);
            }
            progress.say("application", "not everything is there; `fabula status` shows what is missing");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean healthy(String answer) {
        return "UP".equals(JsonMapper.shared().readTree(answer).path("status").asString(""));
    }

    private static void requireFree(int port) {
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new Refusal("port " + port
                    + " is taken by another process; choose one with --port N, or --port 0 for any" + " free one");
        }
    }

    private Map<String, String> configuration(Settings settings, LocalServers opened, Set<ServerKind> local) {
        Map<String, String> given = new HashMap<>();
        given.put("server.port", Integer.toString(port));
        given.put("spring.profiles.active", "local");
        given.put("fabula.local.secrets", LocalSecrets.folder(data).toString());
        given.put("fabula.local.cli-secret", LocalSecrets.cliSecret(data));
        given.put("fabula.personal-data.master-keys", LocalSecrets.masterKey(data));
        given.put("logging.file.name", opened.logs().resolve("application.log").toString());
        given.put("logging.structured.format.file", "logstash");
        // The progress is for the person in front; the whole log is in the file.
        given.put("logging.threshold.console", "WARN");
        given.put("spring.config.additional-location", "optional:file:" + settings.file());
        for (ServerKind kind : local) {
            Endpoint at = opened.endpoint(kind);
            switch (kind) {
                case POSTGRES -> given.putAll(database(opened));
                case KAFKA -> given.put(Settings.addressOf(kind), at.host() + ":" + at.port());
                case ELASTICSEARCH -> given.put(Settings.addressOf(kind), "http://" + at.host() + ":" + at.port());
                case NEO4J -> {
                    given.put(Settings.addressOf(kind), "bolt://" + at.host() + ":" + at.port());
                    given.put("fabula.neo4j.username", String.valueOf(at.username()));
                    given.put("fabula.neo4j.password", String.valueOf(at.password()));
                }
            }
        }
        return given;
    }

    /** The only server the application waits for. */
    private Map<String, String> database(LocalServers opened) {
        await(opened, ServerKind.POSTGRES);
        DatabaseAccess access =
                PostgresDatabases.prepare(opened.endpoint(ServerKind.POSTGRES), "fabula", LocalSecrets.folder(data));
        progress.say("application", "starting");
        return Map.of(
                "fabula.postgres.url", access.url(),
                "fabula.postgres.username", access.app().user(),
                "fabula.postgres.password", access.app().password(),
                "fabula.postgres.append-username", access.append().user(),
                "fabula.postgres.append-password", access.append().password(),
                "fabula.postgres.operate-username", access.operate().user(),
                "fabula.postgres.operate-password", access.operate().password(),
                "fabula.postgres.owner-username", access.owner().user(),
                "fabula.postgres.owner-password", access.owner().password());
    }

    private static void await(LocalServers servers, ServerKind kind) {
        try {
            servers.ready(kind).join();
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new Refusal(kind.id() + " did not start: " + cause.getMessage() + " (log: "
                    + servers.logs().resolve(kind.id() + ".log") + ")");
        }
    }

    private void stop() {
        progress.line("stopping");
        application.stop();
        LocalServers opened = servers;
        if (opened != null) {
            opened.close();
        }
        try {
            RunFile.remove(data);
        } catch (IOException left) {
            progress.line("could not remove the run file: " + left.getMessage());
        }
        progress.line("stopped");
    }
}
