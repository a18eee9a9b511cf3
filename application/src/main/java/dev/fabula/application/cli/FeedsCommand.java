package dev.fabula.application.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Integration feeds. */
@Command(
        name = "feeds",
        mixinStandardHelpOptions = true,
        description = {
            "Show every integration feed: where it goes, how far it is, and why it waits.",
            "LAG is the positions that are missing and how old the first of them is."
        })
final class FeedsCommand implements Callable<Integer> {

    private static final long LOOK_MILLIS = 250;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private DataFolder data;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        JsonNode feeds = api().get("feeds").path("feeds");
        if (feeds.isEmpty()) {
            out().println("there are no feeds: this installation has no Kafka, or they are switched off");
            return 0;
        }
        TextTable table = new TextTable("NAME", "TOPIC", "EVENTS", "STATE", "POSITION", "LAG", "RATE", "NODE", "SAYS");
        for (JsonNode feed : feeds) {
            table.row(
                    feed.path("name").asString(),
                    feed.path("topic").asString(),
                    feed.path("filter").asString() + (feed.path("personal").asBoolean() ? " (personal)" : ""),
                    feed.path("state").asString(),
                    feed.path("position").asLong(),
                    lag(feed),
                    String.format(Locale.ROOT, "%.0f/s", feed.path("perSecond").asDouble()),
                    feed.path("node").asString("-"),
                    feed.path("error").asString(feed.path("notice").asString("")));
        }
        table.print(out());
        return 0;
    }

    private static String lag(JsonNode feed) {
        long positions = feed.path("lagPositions").asLong();
        return positions == 0
                ? "0"
                : positions + ", " + RebuildText.time(feed.path("lagSeconds").asDouble());
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "End a feed after the transaction that is under way.")
    int pause(@Parameters(paramLabel = "NAME") String name) throws InterruptedException {
        return change(name, "pause");
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Let a paused feed go on.")
    int resume(@Parameters(paramLabel = "NAME") String name) throws InterruptedException {
        return change(name, "resume");
    }

    private int change(String name, String what) throws InterruptedException {
        JsonNode feed = api().post(path(name, what), Map.of());
        out().println(name + " is " + feed.path("state").asString());
        return 0;
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = {
                "Send a part of history, with the feed's filter, to a topic that is made for it. It goes on after a kill,",
                "and every event is there once all the same."
            })
    int replay(
            @Parameters(index = "0", paramLabel = "NAME", description = "of the feed") String name,
            @Parameters(index = "1", paramLabel = "TOPIC", description = "to be made; there must be none of that name")
                    String topic,
            @Option(
                            names = "--from",
                            paramLabel = "POSITION|TIME",
                            description =
                                    "the first one, for instance 1 or 2026-01-31T12:00:00Z (default: the beginning)")
                    @Nullable
                    String from,
            @Option(
                            names = "--to",
                            paramLabel = "POSITION|TIME",
                            description = "the last one (default: where history ends now)")
                    @Nullable
                    String to,
            @Option(names = "--wait", description = "until all is sent") boolean wait)
            throws InterruptedException {
        Map<String, Object> range = new HashMap<>(Map.of("topic", topic));
        bound(range, "from", from);
        bound(range, "to", to);
        JsonNode job = api().post(path(name, "replays"), range);
        return follow(name, "replays", job, wait);
    }

    /** A position, or a time. */
    private void bound(Map<String, Object> range, String which, @Nullable String text) {
        if (text == null) {
            return;
        }
        if (text.matches("[0-9]{1,18}")) {
            range.put(which + "Position", Long.parseLong(text));
            return;
        }
        try {
            range.put(which + "Time", Instant.parse(text).toString());
        } catch (DateTimeParseException neither) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--" + which + " is a position or a time like 2026-01-31T12:00:00Z, not " + text);
        }
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Compare a feed's topic with history: every event once, in order, with what it says.",
                "Exit status: 0 equal, 1 refused, failed or different."
            })
    int verify(
            @Parameters(paramLabel = "NAME", description = "of the feed") String name,
            @Option(names = "--topic", paramLabel = "TOPIC", description = "of a replay (default: the feed's own)")
                    @Nullable
                    String topic)
            throws InterruptedException {
        JsonNode job = api().post(path(name, "verifications"), topic == null ? Map.of() : Map.of("topic", topic));
        return follow(name, "verifications", job, true);
    }

    private int follow(String name, String kind, JsonNode begun, boolean wait) throws InterruptedException {
        JsonNode job = begun;
        String path = path(name, kind) + "/" + begun.path("id").asLong();
        while (wait && isOpen(job)) {
            Thread.sleep(LOOK_MILLIS);
            job = api().get(path);
        }
        out().println(job.path("kind").asString() + " " + job.path("id").asLong() + " of " + name + ": "
                + job.path("state").asString() + ", "
                + Math.round(job.path("progress").asDouble() * 100) + " %, topic "
                + job.path("topic").asString());
        if (job.path("error").isString()) {
            out().println(job.path("error").asString());
        }
        JsonNode report = job.path("report");
        if (report.isObject()) {
            print(report);
        }
        boolean well = wait
                ? job.path("state").asString().equals("done")
                        && report.path("equal").asBoolean(true)
                : isOpen(job) || job.path("state").asString().equals("done");
        return well ? 0 : 1;
    }

    private static boolean isOpen(JsonNode job) {
        return switch (job.path("state").asString()) {
            case "queued", "running" -> true;
            default -> false;
        };
    }

    private void print(JsonNode report) {
        out().println((report.path("equal").asBoolean()
                        ? "equal"
                        : report.path("differences").asLong() + " differences")
                + ": positions " + report.path("from").asLong() + " to "
                + report.path("through").asLong() + ", "
                + report.path("events").asLong() + " events, "
                + report.path("records").asLong() + " records");
        TextTable partitions = new TextTable("PARTITION", "EVENTS", "RECORDS", "EXPECTED", "FOUND");
        for (JsonNode each : report.path("partitions")) {
            partitions.row(
                    each.path("partition").asInt(),
                    each.path("events").asLong(),
                    each.path("records").asLong(),
                    shortened(each.path("expected")),
                    shortened(each.path("found")));
        }
        partitions.print(out());
        for (JsonNode each : report.path("examples")) {
            out().println(each.path("kind").asString() + " at position "
                    + each.path("position").asLong()
                    + ", partition " + each.path("partition").asInt()
                    + (each.path("offset").isNumber()
                            ? ", offset " + each.path("offset").asLong()
                            : "") + ": "
                    + each.path("what").asString());
        }
    }

    private static String shortened(JsonNode digest) {
        String text = digest.asString();
        return text.substring(0, Math.min(16, text.length()));
    }

    private static String path(String name, String rest) {
        return "feeds/" + AdminApi.encoded(name) + "/" + rest;
    }

    private AdminApi api() throws InterruptedException {
        return new AdminApi(data.path());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
