package dev.fabula.application.cli;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Access tokens of the application on this machine, for whom the command line speaks. */
final class LocalToken {

    private LocalToken() {}

    /** Who is not named is chosen by the issuer. */
    static String get(Path data, String url, @Nullable String tenant, @Nullable String user, @Nullable String role)
            throws InterruptedException {
        StringBuilder form = new StringBuilder("grant_type=client_credentials");
        add(form, "tenant", tenant);
        add(form, "user", user);
        add(form, "role", role);
        String client = "fabula-cli:" + LocalSecrets.cliSecret(data);
        HttpResponse<String> answer = LocalHttp.send(HttpRequest.newBuilder(URI.create(url + "/oauth2/token"))
                .timeout(LocalHttp.PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
                .build());
        JsonNode body = JsonMapper.shared().readTree(answer.body());
        if (answer.statusCode() != 200) {
            throw new Refusal("no token: " + body.path("error_description").asString("HTTP " + answer.statusCode()));
        }
        return body.path("access_token").asString();
    }

    private static void add(StringBuilder form, String name, @Nullable String value) {
        if (value != null) {
            form.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
