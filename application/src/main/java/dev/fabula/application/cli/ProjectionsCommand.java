package dev.fabula.application.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** How read models are. */
@Command(
        name = "projections",
        mixinStandardHelpOptions = true,
        description = {
            "Show every read model: a line for each of its generations, and its last rebuild.",
            "LAG is the positions that are missing and how old the first of them is."
        })
final class ProjectionsCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private DataFolder data;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        TextTable table =
                new TextTable("NAME", "VERSION", "GENERATION", "STATE", "POSITION", "LAG", "DEAD LETTERS", "REBUILD");
        JsonNode all = new AdminApi(data.path()).get("projections").path("projections");
        all.forEach(projection -> rows(table, projection));
        table.print(out);
        return 0;
    }

    private static void rows(TextTable table, JsonNode projection) {
        String name = projection.path("name").asString();
        if (projection.path("generations").isEmpty()) {
            table.row(name, version(projection, projection), "-", "none yet", 0, "-", 0, rebuild(projection));
        }
        for (JsonNode generation : projection.path("generations")) {
            String state = generation.path("state").asString();
            table.row(
                    name,
                    version(projection, generation),
                    generation.path("number").asInt(),
                    state,
                    generation.path("position").asLong(),
                    lag(generation),
                    generation.path("deadLetters").asLong(),
                    state.equals("current") ? rebuild(projection) : "");
        }
    }

    /** That the code is another one is what an operator has to know before a switch. */
    private static String version(JsonNode projection, JsonNode generation) {
        int version = generation.path("version").asInt();
        int code = projection.path("version").asInt();
        return version == code ? Integer.toString(version) : version + " (code: " + code + ")";
    }

    private static String lag(JsonNode generation) {
        long positions = generation.path("lagPositions").asLong();
        return positions == 0
                ? "0"
                : positions + ", "
                        + RebuildText.time(generation.path("lagSeconds").asDouble());
    }

    private static String rebuild(JsonNode projection) {
        JsonNode rebuild = projection.path("rebuild");
        return rebuild.isObject() ? RebuildText.brief(rebuild) : "-";
    }
}
