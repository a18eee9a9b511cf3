package dev.fabula.application.storysession;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Somebody who plays over HTTP, and reads what they wrote. */
final class Player extends TestCaller {

    /** @param who form parameters of the token, as &name=value */
    Player(TestApplication application, String who) throws Exception {
        super(application, who);
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
}
