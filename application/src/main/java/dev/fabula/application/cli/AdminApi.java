package dev.fabula.application.cli;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The administration of the application that runs on a data folder, asked as an operator. */
final class AdminApi {

    /** Longer than anything that the application itself waits for. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int TOKEN_IS_OLD = 401;

    private final Path folder;
    private final String url;
    private String token;

    /** @throws Refusal where nothing runs there */
    AdminApi(Path folder) throws InterruptedException {
        this.folder = folder;
        this.url = RunFile.read(folder)
                .orElseThrow(() -> new Refusal("nothing runs on " + folder + "; start it with: fabula up --detach"))
                .url();
        this.token = newToken();
    }

    private String newToken() throws InterruptedException {
        return LocalToken.get(folder, url, null, null, "operator");
    }

    /** @param path under /api/admin */
    JsonNode get(String path) throws InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + "/api/admin/" + path))
                .timeout(PATIENCE)
                .GET());
    }

    JsonNode post(String path, Map<String, ?> body) throws InterruptedException {
        return post(path, body, PATIENCE);
    }

    /** @throws Refusal with the application's own words where it refuses */
    JsonNode post(String path, Map<String, ?> body, Duration patience) throws InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + "/api/admin/" + path))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
        HttpResponse<String> answer = withToken(request);
        if (answer.statusCode() == TOKEN_IS_OLD) {
            token = newToken();
            answer = withToken(request);
        }
        JsonNode body = json(answer);
        if (answer.statusCode() != OK && answer.statusCode() != ACCEPTED) {
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
            return JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException other) {
            throw new Refusal("HTTP " + answer.statusCode() + ", and no answer of Fabula's");
        }
    }

    /** A part of a path or of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
