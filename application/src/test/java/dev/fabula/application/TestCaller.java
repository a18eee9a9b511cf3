package dev.fabula.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.eventstore.codec.Ulids;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who calls over HTTP, and reads what they wrote. */
public class TestCaller {

    private final TestApplication application;
    private final String bearer;
    /** The last position that this caller's writes led to. */
    private String position = "0";

    /** @param who form parameters of the token, as &name=value */
    public TestCaller(TestApplication application, String who) throws Exception {
        this.application = application;
        this.bearer = application.bearer(who);
    }

    public HttpResponse<String> post(String path, Object body, String... headers) throws Exception {
        return postRaw(path, JsonMapper.shared().writeValueAsString(body), headers);
    }

    public HttpResponse<String> postRaw(String path, String body, String... headers) throws Exception {
        return write("POST", path, body, headers);
    }

    public HttpResponse<String> put(String path, Object body, String... headers) throws Exception {
        return write("PUT", path, JsonMapper.shared().writeValueAsString(body), headers);
    }

    public HttpResponse<String> patch(String path, Object body, String... headers) throws Exception {
        return write("PATCH", path, JsonMapper.shared().writeValueAsString(body), headers);
    }

    public HttpResponse<String> delete(String path, String... headers) throws Exception {
        return write("DELETE", path, "", headers);
    }

    /** Sends a file. */
    public HttpResponse<String> upload(String path, byte[] file, String... headers) throws Exception {
        return upload(path, HttpRequest.BodyPublishers.ofByteArray(file), headers);
    }

    public HttpResponse<String> upload(String path, HttpRequest.BodyPublisher file, String... headers)
            throws Exception {
        return send("POST", path, file, "application/octet-stream", List.of(headers));
    }

    private HttpResponse<String> write(String method, String path, String body, String... headers) throws Exception {
        return send(method, path, HttpRequest.BodyPublishers.ofString(body), "application/json", List.of(headers));
    }

    /** With a key of its own where the headers have none. */
    private HttpResponse<String> send(
            String method, String path, HttpRequest.BodyPublisher body, String type, List<String> headers)
            throws Exception {
        List<String> all = new ArrayList<>(List.of("Authorization", bearer, "Content-Type", type));
        all.addAll(headers);
        if (!all.contains("Idempotency-Key")) {
            all.addAll(List.of("Idempotency-Key", '"' + Ulids.next() + '"'));
        }
        HttpResponse<String> answer = application.send(
                HttpRequest.newBuilder(application.uri(path)).method(method, body), all.toArray(String[]::new));
        answer.headers().firstValue("Fabula-Position").ifPresent(led -> position = led);
        return answer;
    }

    /** The body of an answer that must have that status. */
    public static JsonNode expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri() + ": " + answer.body()).isEqualTo(status);
        return answer.body().isEmpty() ? JsonMapper.shared().nullNode() : TestApplication.json(answer);
    }

    public static void expectProblem(int status, String code, HttpResponse<String> answer) {
        assertThat(expect(status, answer).path("code").asString())
                .as(answer.body())
                .isEqualTo(code);
    }

    /** What the views show once they hold everything that this caller wrote. */
    public HttpResponse<String> get(String path, String... headers) throws Exception {
        List<String> all =
                new ArrayList<>(List.of("Authorization", bearer, "Fabula-At-Least", position, "Prefer", "wait=10"));
        all.addAll(List.of(headers));
        return application.get(path, all.toArray(String[]::new));
    }

    public JsonNode read(String path) throws Exception {
        return expect(200, get(path));
    }

    /** Waits for all that another has written, too. */
    public void follow(TestCaller other) {
        if (Long.parseLong(other.position) > Long.parseLong(position)) {
            position = other.position;
        }
    }

    /** Waits for all that there is up to a position, too. */
    public void follow(long other) {
        position = Long.toString(Math.max(other, Long.parseLong(position)));
    }

    public String position() {
        return position;
    }
}
