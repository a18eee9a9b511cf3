package dev.fabula.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.eventstore.codec.Ulids;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** Another node of an installation in a process of its own, which can be killed; it ends with whoever started it. */
public final class TestNode implements AutoCloseable {

    private final Process process;
    private final int port;

    private TestNode(Process process) throws IOException {
        this.process = process;
        this.port = port(process);
    }

    /** What runs in the process: says its port. Arguments: settings, as --key=value. */
    public static void main(String[] args) throws Exception {
        var context = SpringApplication.run(FabulaApplication.class, Arrays.copyOf(args, args.length));
        var server = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer());
        System.out.println("port " + server.getPort());
        System.out.flush();
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        Runtime.getRuntime().halt(0);
    }

    public static TestNode start(TestApplication installation) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                TestNode.class.getName()));
        command.addAll(installation.arguments());
        return new TestNode(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static int port(Process node) throws IOException {
        BufferedReader said = new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("port ")) {
                return Integer.parseInt(line.substring(5));
            }
        }
        throw new IOException("the node ended before it began");
    }

    /** With a key of its own. */
    public HttpResponse<String> post(
            String bearer, String path, String type, HttpRequest.BodyPublisher body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", bearer)
                .header("Content-Type", type)
                .header("Idempotency-Key", '"' + Ulids.next() + '"')
                .POST(body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** SIGKILL: nothing of it gets to say goodbye. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(Duration.ofSeconds(20))).isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
