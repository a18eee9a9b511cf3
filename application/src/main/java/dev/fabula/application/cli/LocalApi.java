package dev.fabula.application.cli;

import dev.fabula.eventstore.codec.Ulids;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The application that runs on a data folder, called on behalf of one of its demo users. */
final class LocalApi {

    /** Longer than anything that the application itself waits for. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int TOKEN_IS_OLD = 401;
    private static final int NOT_FOUND = 404;

    /** Who is not named is chosen by the issuer. */
    record Who(
            @Nullable String tenant,
            @Nullable String user,
            @Nullable String role) {}

    private final Path folder;
    private final Who who;
    private final String url;
    private String token;
    /** The last position that this caller's writes led to; what is read then holds them. */
    private @Nullable String position;

    /** @throws Refusal where nothing runs there */
    LocalApi(Path folder, Who who) throws InterruptedException {
        this.folder = folder;
        this.who = who;
        this.url = RunFile.read(folder)
                .orElseThrow(() -> new Refusal("nothing runs on " + folder + "; start it with: fabula up --detach"))
                .url();
        this.token = newToken();
    }

    private String newToken() throws InterruptedException {
        return LocalToken.get(folder, url, who.tenant(), who.user(), who.role());
    }

    /** Where the application is. */
    String url() {
        return url;
    }

    /** @param path from /api on */
    JsonNode get(String path) throws InterruptedException {
        return send(read(path));
    }

    private HttpRequest.Builder read(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE).GET();
        return position == null
                ? request
                : request.header("Fabula-At-Least", position).header("Prefer", "wait=10");
    }

    /** Changes something, once however often it must be sent. */
    JsonNode write(String method, String path, Object body) throws InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", '"' + Ulids.next() + '"')
                .method(
                        method,
                        HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    /** @throws Refusal with the application's own words where it refuses */
    JsonNode post(String path, Map<String, ?> body, Duration patience) throws InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    /** Sends a file, once however often it must be sent. */
    JsonNode upload(String path, Path file, Duration patience) throws InterruptedException, FileNotFoundException {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .timeout(patience)
                .header("Content-Type", "application/octet-stream")
                .header("Idempotency-Key", '"' + Ulids.next() + '"')
                .POST(HttpRequest.BodyPublishers.ofFile(file)));
    }

    /** What is there, or nothing of anything where it is not there yet. */
    JsonNode find(String path) throws InterruptedException {
        HttpResponse<String> answer = answer(read(path));
        return answer.statusCode() == NOT_FOUND ? JsonMapper.shared().createObjectNode() : body(answer);
    }

    private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
        return body(answer(request));
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) throws InterruptedException {
        HttpResponse<String> answer = withToken(request);
        if (answer.statusCode() == TOKEN_IS_OLD) {
            token = newToken();
            answer = withToken(request);
        }
        position = answer.headers()
                .firstValue("Fabula-Position")
                .filter(_ -> changes(request))
                .orElse(position);
        return answer;
    }

    private static boolean changes(HttpRequest.Builder request) {
        return !request.build().method().equals("GET");
    }

    private static JsonNode body(HttpResponse<String> answer) {
        JsonNode body = json(answer);
        if (answer.statusCode() / 100 != 2) {
            throw new Refusal(body.path("detail").asString("HTTP " + answer.statusCode()));
        }
        return body;
    }

    private HttpResponse<String> withToken(HttpRequest.Builder request) throws InterruptedException {
        return LocalHttp.send(
                request.setHeader("Authorization", "Bearer " + token).build());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return answer.body().isEmpty()
                    ? JsonMapper.shared().nullNode()
                    : JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException other) {
            throw new Refusal("HTTP " + answer.statusCode() + ", and no answer of Fabula's");
        }
    }

    /** A part of a path or of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
