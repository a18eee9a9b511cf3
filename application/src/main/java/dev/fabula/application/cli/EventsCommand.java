package dev.fabula.application.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What happened, as it is stored. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description = {
            "Show what is in the history: the last events, or those from a position on. Personal data is masked.",
            "Each line: position, time, tenant, type and revision, stream and sequence, payload."
        })
final class EventsCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private DataFolder data;

    @Option(names = "--from", paramLabel = "POSITION", description = "begin there, and show everything to the end")
    private @Nullable Long from;

    @Option(
            names = "--tail",
            paramLabel = "N",
            description = "begin at most that many positions before the end (default: 20)")
    private int tail = 20;

    @Option(names = "--type", paramLabel = "NAME", description = "only events of this wire name")
    private @Nullable String type;

    @Option(names = "--stream", paramLabel = "ID", description = "only events of this aggregate")
    private @Nullable String stream;

    @Option(names = "--tenant", paramLabel = "T", description = "only events of this tenant")
    private @Nullable String tenant;

    @Option(
            names = {"-f", "--follow"},
            description = "go on as more happens, until Ctrl-C")
    private boolean follow;

    @Option(names = "--json", description = "a JSON object a line, with the metadata")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        AdminApi api = new AdminApi(data.path());
        PrintWriter out = spec.commandLine().getOut();
        String cursor = null;
        while (true) {
            JsonNode page = api.get(question(cursor));
            page.path("events").forEach(event -> print(out, event));
            out.flush();
            if (out.checkError()) {
                return 0;
            }
            cursor = page.path("cursor").asString();
            if (!follow && !page.path("more").asBoolean()) {
                return 0;
            }
        }
    }

    private String question(@Nullable String cursor) {
        StringBuilder query = new StringBuilder("events?limit=200");
        if (cursor != null) {
            add(query, "cursor", cursor);
        } else if (from != null) {
            add(query, "from", from.toString());
        } else {
            add(query, "tail", Integer.toString(tail));
        }
        add(query, "type", type);
        add(query, "stream", stream);
        add(query, "tenant", tenant);
        if (follow && cursor != null) {
            add(query, "wait", "20");
        }
        return query.toString();
    }

    private static void add(StringBuilder query, String name, @Nullable String value) {
        if (value != null) {
            query.append('&').append(name).append('=').append(AdminApi.encoded(value));
        }
    }

    private void print(PrintWriter out, JsonNode event) {
        if (json) {
            out.println(event);
            return;
        }
        out.printf(
                "%8d %s %s %s/%d %s#%d %s%n",
                event.path("position").asLong(),
                event.path("at").asString(),
                event.path("tenant").asString(),
                event.path("type").asString(),
                event.path("revision").asInt(),
                event.path("stream").asString(),
                event.path("sequence").asLong(),
                event.path("payload"));
    }
}
