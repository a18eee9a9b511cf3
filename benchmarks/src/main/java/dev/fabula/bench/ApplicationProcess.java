package dev.fabula.bench;

import dev.fabula.local.supervisor.DatabaseAccess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** The application in a process of its own, as it is built, on the database of a measurement. */
final class ApplicationProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final int SECRET_BYTES = 32;
    /** Of this measurement: who starts later has to read what was sealed before. */
    static final String MASTER_KEY = "bench:" + Base64.getEncoder().encodeToString(bytes());

    private final Process process;
    private final int port;
    private final String secret;
    private final HttpClient http;
    private final Path log;

    private ApplicationProcess(Process process, int port, String secret, HttpClient http, Path log) {
        this.process = process;
        this.port = port;
        this.secret = secret;
        this.http = http;
        this.log = log;
    }

    /**
     * Starts it and waits until it serves.
     *
     * @param heap for instance {@code 1g}
     * @param more settings
     */
    static ApplicationProcess start(BenchDatabase database, HttpClient http, String heap, Map<String, String> more)
            throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("fabula.home", "")).toAbsolutePath();
        Path builds = home.resolve("target/run");
        String current = Files.readString(builds.resolve("current")).strip();
        Path log = home.resolve("target/bench-application.log");
        int port = freePort();
        // In hex, because a client's secret is decoded as a form before it is compared.
        String secret = HexFormat.of().formatHex(bytes());
        Path secrets = Files.createTempDirectory(home.resolve("target"), "bench-secrets-");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                // With all of it from the beginning and without concurrent marking, which on two cores takes a tenth of
                // them.
                "-Xms" + heap,
                "-XX:+UseParallelGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Ddisable-axoniq-console-message=true",
                "-jar",
                builds.resolve(current).resolve("application.jar").toString(),
                "serve"));
        builder.environment().put("SPRING_APPLICATION_JSON", settings(database.access(), port, secret, secrets, more));
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        Process process = builder.start();
        // Also where the measurement is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        ApplicationProcess started = new ApplicationProcess(process, port, secret, http, log);
        try {
            started.awaitServing();
            return started;
        } catch (IOException | InterruptedException failed) {
            started.close();
            throw failed;
        }
    }

    private static String settings(
            DatabaseAccess access, int port, String secret, Path secrets, Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spring.profiles.active", "local");
        settings.put("server.port", Integer.toString(port));
        settings.put("logging.level.root", "WARN");
        settings.put("fabula.local.secrets", secrets.toString());
        settings.put("fabula.local.cli-secret", secret);
        settings.put("fabula.personal-data.master-keys", MASTER_KEY);
        settings.put("fabula.postgres.url", access.url());
        settings.put("fabula.postgres.username", access.app().user());
        settings.put("fabula.postgres.password", access.app().password());
        settings.put("fabula.postgres.append-password", access.append().password());
        settings.put("fabula.postgres.operate-password", access.operate().password());
        settings.put("fabula.postgres.owner-username", access.owner().user());
        settings.put("fabula.postgres.owner-password", access.owner().password());
        settings.putAll(more);
        return JsonMapper.shared().writeValueAsString(settings);
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitServing() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(LONGEST_START);
        while (process.isAlive() && Instant.now().isBefore(end)) {
            try {
                HttpResponse<Void> health = http.send(
                        HttpRequest.newBuilder(uri("/actuator/health/readiness"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
                if (health.statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It does not listen yet.
            }
            Thread.sleep(100);
        }
        throw new IOException("the application did not start; see " + log);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** A token of one of the users that the local issuer knows. */
    String bearer(String tenant, String user) throws IOException, InterruptedException {
        String client = "fabula-cli:" + secret;
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri("/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)))
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "grant_type=client_credentials&tenant=" + tenant + "&user=" + user))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("no token for " + user + " of " + tenant + ": " + answer.body());
        }
        return "Bearer "
                + JsonMapper.shared()
                        .readTree(answer.body())
                        .path("access_token")
                        .asString();
    }

    /** Resident memory, in MB, where the system says it. */
    double residentMegabytes() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1e3)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
