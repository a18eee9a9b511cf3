package dev.fabula.application.cli;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A token for curl. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = {
            "Print an access token of a demo user, valid for 12 hours.",
            "Tenants: alder, birch. Roles: owner (default), editor, contributor, viewer, operator."
        })
final class TokenCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private DataFolder data;

    @Option(names = "--tenant", paramLabel = "T", description = "the tenant (default: alder)")
    private @Nullable String tenant;

    @Option(names = "--user", paramLabel = "U", description = "the user's name (default: whoever has the role)")
    private @Nullable String user;

    @Option(names = "--role", paramLabel = "R", description = "the role (default: owner, or what the user has)")
    private @Nullable String role;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path folder = data.path();
        RunFile running = RunFile.read(folder)
                .orElseThrow(() -> new Refusal("nothing runs on " + folder + "; start it with: fabula up --detach"));
        StringBuilder form = new StringBuilder("grant_type=client_credentials");
        add(form, "tenant", tenant);
        add(form, "user", user);
        add(form, "role", role);
        String client = "fabula-cli:" + LocalSecrets.cliSecret(folder);
        HttpResponse<String> answer = LocalHttp.send(HttpRequest.newBuilder(URI.create(running.url() + "/oauth2/token"))
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
        spec.commandLine().getOut().println(body.path("access_token").asString());
        return 0;
    }

    private static void add(StringBuilder form, String name, @Nullable String value) {
        if (value != null) {
            form.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
