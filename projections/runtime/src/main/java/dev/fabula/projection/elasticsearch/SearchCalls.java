package dev.fabula.projection.elasticsearch;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import dev.fabula.contracts.event.EventJson;
import dev.fabula.projection.SinkUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Requests, and what their failures mean. What was rejected because there was too much to do is tried again, each time after
 * a longer pause, a bounded number of times; what cannot be reached is said at once, and the runtime waits.
 */
final class SearchCalls {

    private static final JsonMapper JSON = EventJson.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final ContentType LINES = ContentType.create("application/x-ndjson");
    private static final String PREVIEW = "Preview of field's value";
    private static final int TOO_MANY = 429;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final int LONGEST_MESSAGE = 600;

    private final Rest5Client client;
    private final SearchSettings settings;

    SearchCalls(Rest5Client client, SearchSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** @param body empty where there is none */
    record Answer(int status, JsonNode body) {}

    /** With JSON as its body. */
    JsonNode ask(String what, String method, String path, Map<String, String> parameters, @Nullable JsonNode body) {
        return ask(what, method, path, parameters, body, Set.of()).body();
    }

    /** @param tolerated statuses that are an answer, too */
    Answer ask(
            String what,
            String method,
            String path,
            Map<String, String> parameters,
            @Nullable JsonNode body,
            Set<Integer> tolerated) {
        Request request = new Request(method, path);
        request.addParameters(parameters);
        if (body != null) {
            request.setEntity(new ByteArrayEntity(JSON.writeValueAsBytes(body), ContentType.APPLICATION_JSON));
        }
        return send(what, request, tolerated);
    }

    /** @param lines newline-delimited JSON */
    Answer bulk(String what, String path, Map<String, String> parameters, byte[] lines, Set<Integer> tolerated) {
        Request request = new Request("POST", path);
        request.addParameters(parameters);
        request.setEntity(new ByteArrayEntity(lines, LINES));
        return send(what, request, tolerated);
    }

    private Answer send(String what, Request request, Set<Integer> tolerated) {
        for (int attempt = 1; ; attempt++) {
            Answer answer = once(what, request);
            if (answer.status() < 300 || tolerated.contains(answer.status())) {
                return answer;
            }
            if (answer.status() != TOO_MANY || attempt >= settings.attempts()) {
                throw new SinkUnavailableException(
                        "cannot " + what + ": HTTP " + answer.status() + ", " + reason(answer.body()),
                        new IOException(shortened(answer.body().toString())));
            }
            pause(what, attempt);
        }
    }

    private Answer once(String what, Request request) {
        try {
            return read(client.performRequest(request));
        } catch (ResponseException refused) {
            return read(what, refused.getResponse());
        } catch (IOException away) {
            throw new SinkUnavailableException("cannot " + what + ": " + named(away), away);
        } catch (RuntimeException failed) {
            if (failed.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new SinkUnavailableException("cannot " + what + ": stopped", failed);
            }
            throw failed;
        }
    }

    private static Answer read(String what, Response response) {
        try {
            return read(response);
        } catch (IOException away) {
            throw new SinkUnavailableException("cannot " + what + ": " + named(away), away);
        }
    }

    private static Answer read(Response response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new Answer(response.getStatusCode(), JsonNodeFactory.instance.objectNode());
        }
        try (InputStream content = entity.getContent()) {
            // A proxy before the cluster answers in whatever it likes.
            boolean isJson = String.valueOf(entity.getContentType()).contains("json");
            return new Answer(
                    response.getStatusCode(),
                    isJson
                            ? JSON.readTree(content)
                            : JsonNodeFactory.instance.stringNode(
                                    new String(content.readNBytes(LONGEST_MESSAGE), StandardCharsets.UTF_8)));
        }
    }

    private static String named(IOException away) {
        return away.getClass().getSimpleName() + ": " + away.getMessage();
    }

    /**
     * What an error says, of a whole answer or of one document in it. It may quote the document, which may be of somebody whom
     * nobody may name: a preview of a value is cut off, and of a cause its type is enough.
     */
    static String reason(JsonNode body) {
        JsonNode error = body.path("error");
        if (!error.isObject()) {
            return shortened(body.toString());
        }
        String reason = error.path("reason").asString("?");
        int preview = reason.indexOf(PREVIEW);
        String cause = error.path("caused_by").path("type").asString("");
        return shortened(error.path("type").asString("?") + ": "
                + (preview < 0 ? reason : reason.substring(0, preview).strip())
                + (cause.isEmpty() ? "" : " (" + cause + ")"));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
    }

    static void pause(String what, int attempt) {
        long longest = FIRST_PAUSE_MILLIS << Math.min(attempt, 7);
        sleep(what, longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }

    static void sleep(String what, long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SinkUnavailableException("cannot " + what + ": stopped", stopped);
        }
    }
}
