package dev.fabula.application.cli;

import dev.fabula.local.supervisor.LocalServers;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How everything is. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Health of every part, versions, ports, data folder, memory. Exit status: 0 all is well, 3 something is missing, 1 nothing runs.")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private DataFolder data;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path folder = data.path();
        PrintWriter out = spec.commandLine().getOut();
        var holder = LocalServers.holder(folder);
        if (holder.isEmpty()) {
            out.println("nothing runs on " + folder + "; start it with: fabula up");
            return 1;
        }
        RunFile running = RunFile.read(folder).orElse(null);
        if (running == null) {
            out.println("starting: process " + holder.get().pid() + " has " + folder + " since "
                    + holder.get().since());
            return 3;
        }
        HttpResponse<String> answer =
                LocalHttp.send(HttpRequest.newBuilder(URI.create(running.url() + "/actuator/health"))
                        .timeout(LocalHttp.PATIENCE)
                        .build());
        JsonNode health = JsonMapper.shared().readTree(answer.body());
        out.printf(
                "%-14s %-9s %-24s process %d, since %s%n",
                "application",
                health.path("status").asString("?"),
                running.url(),
                running.pid(),
                holder.get().since());
        health.path("components").properties().forEach(part -> print(out, part.getKey(), part.getValue()));
        new MemoryReport(out).print(running.pid());
        out.println("data           " + folder);
        return "UP".equals(health.path("status").asString("")) ? 0 : 3;
    }

    private static void print(PrintWriter out, String name, JsonNode part) {
        if (name.endsWith("State") || name.equals("localServers")) {
            part.path("details")
                    .properties()
                    .forEach(server -> out.printf(
                            "  %-12s           %s%n",
                            server.getKey(), server.getValue().asString()));
            return;
        }
        JsonNode details = part.path("details");
        String more = details.has("version")
                ? details.path("version").asString()
                : details.path("reason").asString("");
        out.printf("%-14s %-9s %s%n", name, part.path("status").asString("?"), more);
    }
}
