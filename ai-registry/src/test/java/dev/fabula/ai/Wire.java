package dev.fabula.ai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.ArrayList;
import java.util.List;

/** What providers send, in their own languages. */
final class Wire {

    private Wire() {}

    /** A stream of OpenAI's: these parts, then the end. */
    static ResponseDefinitionBuilder stream(String... parts) {
        return events(openAi(List.of(parts), "stop", null));
    }

    static ResponseDefinitionBuilder streamWithUsage(int input, int output, String... parts) {
        return events(openAi(List.of(parts), "stop", usage(input, output)));
    }

    /** The connection ends well, but the answer has no end. */
    static ResponseDefinitionBuilder streamWithoutEnd(String... parts) {
        var lines = new ArrayList<String>();
        for (String part : parts) {
            lines.add(chunk("{\"content\":\"" + part + "\"}", "null", ""));
        }
        return events(String.join("", lines));
    }

    static String openAi(List<String> parts, String finish, String usage) {
        var body = new StringBuilder(chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null", ""));
        for (String part : parts) {
            body.append(chunk("{\"content\":\"" + part + "\"}", "null", ""));
        }
        body.append(chunk("{}", "\"" + finish + "\"", ""));
        if (usage != null) {
            body.append(
                            "data: {\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],\"usage\":")
                    .append(usage)
                    .append("}\n\n");
        }
        return body.append("data: [DONE]\n\n").toString();
    }

    static String chunk(String delta, String finish, String more) {
        return "data: {\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":"
                + delta + ",\"finish_reason\":" + finish + "}]" + more + "}\n\n";
    }

    static ResponseDefinitionBuilder answer(String text, int input, int output) {
        return okJson("""
                {"id":"c-2","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
                "message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],"usage":%s}
                """.formatted(text, usage(input, output)));
    }

    static ResponseDefinitionBuilder anthropic(int input, int output, String... parts) {
        var body = new StringBuilder("""
                event: message_start
                data: {"type":"message_start","message":{"id":"msg-1","type":"message","role":"assistant","model":"claude","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":%d,"output_tokens":1}}}

                event: content_block_start
                data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

                event: ping
                data: {"type":"ping"}

                """.formatted(input));
        for (String part : parts) {
            body.append("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":")
                    .append("{\"type\":\"text_delta\",\"text\":\"")
                    .append(part)
                    .append("\"}}\n\n");
        }
        body.append("""
                event: content_block_stop
                data: {"type":"content_block_stop","index":0}

                event: message_delta
                data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":%d}}

                event: message_stop
                data: {"type":"message_stop"}

                """.formatted(output));
        return events(body.toString());
    }

    static ResponseDefinitionBuilder embeddings(int tokens, float[]... vectors) {
        var data = new ArrayList<String>();
        for (int i = 0; i < vectors.length; i++) {
            var numbers = new ArrayList<String>();
            for (float number : vectors[i]) {
                numbers.add(Float.toString(number));
            }
            data.add("{\"object\":\"embedding\",\"index\":%d,\"embedding\":[%s]}"
                    .formatted(i, String.join(",", numbers)));
        }
        return okJson(
                "{\"object\":\"list\",\"model\":\"e\",\"data\":[%s],\"usage\":{\"prompt_tokens\":%d,\"total_tokens\":%d}}"
                        .formatted(String.join(",", data), tokens, tokens));
    }

    static ResponseDefinitionBuilder error(int status, String code, String message) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"error\":{\"message\":\"%s\",\"type\":\"some_error\",\"param\":null,\"code\":\"%s\"}}"
                        .formatted(message, code));
    }

    static ResponseDefinitionBuilder events(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "text/event-stream")
                .withBody(body);
    }

    private static String usage(int input, int output) {
        return "{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}"
                .formatted(input, output, input + output);
    }
}
