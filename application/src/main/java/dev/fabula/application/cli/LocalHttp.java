package dev.fabula.application.cli;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls to the application on this machine. */
final class LocalHttp {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private LocalHttp() {}

    static HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new Refusal("the application at " + request.uri().resolve("/") + " does not answer: " + failed);
        }
    }
}
