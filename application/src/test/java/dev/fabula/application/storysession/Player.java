package dev.fabula.application.storysession;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.TestApplication;
import dev.fabula.eventstore.codec.Ulids;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who plays over HTTP, and reads what they wrote. */
final class Player {

    private final TestApplication application;
    private final String bearer;
    /** The last position that this player's writes led to. */
    private String position = "0";

    /** @param who form parameters of the token, as &name=value */
    Player(TestApplication application, String who) throws Exception {
        this.application = application;
        this.bearer = application.bearer(who);
    }

    HttpResponse<String> post(String path, Object body, String... headers) throws Exception {
        return postRaw(path, JsonMapper.shared().writeValueAsString(body), headers);
    }

    /** With a key of its own where the headers have none. */
    HttpResponse<String> postRaw(String path, String body, String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of("Authorization", bearer, "Content-Type", "application/json"));
        all.addAll(List.of(headers));
        if (!all.contains("Idempotency-Key")) {
            all.addAll(List.of("Idempotency-Key", '"' + Ulids.next() + '"'));
        }
        HttpResponse<String> answer = application.send(
                HttpRequest.newBuilder(application.uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)),
                all.toArray(String[]::new));
        answer.headers().firstValue("Fabula-Position").ifPresent(led -> position = led);
        return answer;
    }

    /** What the views show once they hold everything that this player wrote. */
    HttpResponse<String> get(String path, String... headers) throws Exception {
        List<String> all =
                new ArrayList<>(List.of("Authorization", bearer, "Fabula-At-Least", position, "Prefer", "wait=10"));
        all.addAll(List.of(headers));
        return application.get(path, all.toArray(String[]::new));
    }

    JsonNode read(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return TestApplication.json(answer);
    }

    /** The first beat of a new story. */
    JsonNode start(String premise) throws Exception {
        return start(Map.of("premise", premise, "genres", List.of("fantasy"), "seed", 7));
    }

    JsonNode start(Map<String, ?> body) throws Exception {
        HttpResponse<String> answer = post("/api/story/start", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestApplication.json(answer);
    }

    JsonNode goOn(String session, Map<String, ?> how) throws Exception {
        java.util.HashMap<String, Object> body = new java.util.HashMap<>(how);
        body.put("session", session);
        HttpResponse<String> answer = post("/api/story/continue", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestApplication.json(answer);
    }

    String position() {
        return position;
    }
}
