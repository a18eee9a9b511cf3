package dev.fabula.ai.provider;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Leaves of an error what programs read, its type and code, and takes its words away before any library has seen them.
 * Providers repeat keys and prompts in them, and libraries put them into exceptions and logs.
 */
final class WordlessErrors implements Interceptor {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final MediaType JSON_TYPE = MediaType.get("application/json");
    private static final long LONGEST_ERROR = 64 * 1024;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.isSuccessful()) {
            return response;
        }
        String reduced = reduced(response.peekBody(LONGEST_ERROR).string());
        response.close();
        return response.newBuilder()
                .message("")
                .body(ResponseBody.create(reduced, JSON_TYPE))
                .build();
    }

    static String reduced(String body) {
        ObjectNode error = JSON.createObjectNode();
        try {
            JsonNode given = JSON.readTree(body).path("error");
            copy(given, error, "type");
            copy(given, error, "code");
        } catch (JacksonException e) {
            // Not an error as the interface has it, for instance a proxy's page. The status has to do.
        }
        error.put("message", "");
        ObjectNode whole = JSON.createObjectNode().put("type", "error");
        whole.set("error", error);
        return whole.toString();
    }

    private static void copy(JsonNode from, ObjectNode to, String field) {
        String value = from.path(field).asString("");
        if (FailureOf.isCode(value)) {
            to.put(field, value);
        }
    }
}
