package dev.fabula.application.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Events that a read model could not fold. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = {
            "List the events that a projection could not fold, and those that wait behind them for the same key.",
            "Exit status: 0 done, 1 refused or failed, 2 wrong usage."
        })
final class DeadLettersCommand implements Callable<Integer> {

    private static final int MOST = 500;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private DataFolder data;

    @Parameters(paramLabel = "NAME", description = "of the projection, as `fabula projections` shows it")
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private String name;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        JsonNode page = api().get(path("?limit=" + MOST));
        if (page.path("letters").isEmpty()) {
            out().println("nothing is parked of " + name);
            return 0;
        }
        TextTable table =
                new TextTable("ID", "GENERATION", "TENANT", "KEY", "POSITION", "ATTEMPTS", "PARKED AT", "ERROR");
        for (JsonNode letter : page.path("letters")) {
            table.row(
                    letter.path("id").asLong(),
                    letter.path("generation").asInt(),
                    letter.path("tenant").asString(),
                    letter.path("key").asString(),
                    letter.path("position").asLong(),
                    letter.path("attempts").asInt(),
                    letter.path("parkedAt").asString(),
                    error(letter));
        }
        table.print(out());
        if (page.path("more").asBoolean()) {
            out().println("… and more than these " + MOST);
        }
        return 0;
    }

    private static String error(JsonNode letter) {
        return letter.path("error").isString()
                ? letter.path("error").asString().lines().findFirst().orElse("")
                : "(waits)";
    }

    private AdminApi api() throws InterruptedException {
        return new AdminApi(data.path());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private String path(String rest) {
        return "projections/" + AdminApi.encoded(name) + "/dead-letters" + rest;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Show an event as it is stored, personal data masked, and why its fold failed.")
    int show(@Parameters(paramLabel = "ID") long id) throws InterruptedException {
        JsonNode opened = api().get(path("/" + id));
        JsonNode letter = opened.path("letter");
        out().printf(
                        "%s/%s at position %d, generation %d, parked at %s%n",
                        letter.path("tenant").asString(),
                        letter.path("key").asString(),
                        letter.path("position").asLong(),
                        letter.path("generation").asInt(),
                        letter.path("parkedAt").asString());
        out().println(opened.path("event").isObject() ? opened.path("event").toPrettyString() : "(no event)");
        out().println(
                        opened.path("stack").isString()
                                ? opened.path("stack").asString().stripTrailing()
                                : "waits behind an event that failed");
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Fold what is parked for the key again, in order; exit status 1 where it fails again.")
    int retry(@Parameters(paramLabel = "ID") long id) throws InterruptedException {
        int left = api().post(path("/" + id + "/retry"), Map.of()).path("left").asInt();
        if (left > 0) {
            throw new Refusal("it failed again, " + left + " still parked for the key; see: fabula dead-letters " + name
                    + " show " + id);
        }
        out().println("folded; nothing is parked for the key any more");
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Leave an event out of every fold of its key, for ever, and fold what waited behind it.")
    int discard(
            @Parameters(paramLabel = "ID") long id,
            @Option(
                            names = "--reason",
                            paramLabel = "R",
                            required = true,
                            description = "why; it is kept, and says nothing about a person")
                    String reason)
            throws InterruptedException {
        int left = api().post(path("/" + id + "/discard"), Map.of("reason", reason))
                .path("left")
                .asInt();
        out().println("discarded; " + left + " still parked for the key");
        return 0;
    }
}
