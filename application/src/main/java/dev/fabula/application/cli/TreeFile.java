package dev.fabula.application.cli;

import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** A family tree in a file, sent to a legacy and followed until it is there. */
final class TreeFile {

    /** A file is sent and checked before it is answered. */
    private static final Duration SENDING = Duration.ofMinutes(10);

    private static final long LOOK_MILLIS = 300;
    private static final int MOST_PROBLEMS = 20;

    private final LocalApi api;
    private final PrintWriter out;

    TreeFile(LocalApi api, PrintWriter out) {
        this.api = api;
        this.out = out;
    }

    /**
     * Returns once all of it can be read.
     *
     * @param tree which one of the legacy's trees it is
     * @throws Refusal saying why nothing was imported
     */
    void send(Path file, String legacy, String tree) throws InterruptedException {
        String legacies = "/api/legacies/" + LocalApi.encoded(legacy);
        String id;
        try {
            id = api.upload(
                            legacies + "/import?tree=" + LocalApi.encoded(tree) + "&file="
                                    + LocalApi.encoded(String.valueOf(file.getFileName())),
                            file,
                            SENDING)
                    .path("import")
                    .asString();
        } catch (FileNotFoundException gone) {
            throw new Refusal("there is no file to read at " + file);
        }
        follow(legacies + "/imports/" + id);
    }

    private void follow(String path) throws InterruptedException {
        int told = -1;
        while (true) {
            // Its beginning may not be in the read model yet.
            JsonNode now = api.find(path);
            String state = now.path("state").asString();
            if (state.equals("failed")) {
                JsonNode failure = now.path("failure");
                int line = failure.path("line").asInt();
                throw new Refusal("nothing is imported: " + (line == 0 ? "" : "line " + line + ": ")
                        + failure.path("reason").asString());
            }
            if (state.equals("complete")) {
                report(now);
                return;
            }
            JsonNode progress = now.path("progress");
            long total = progress.path("total").asLong();
            int percent = total == 0 ? 0 : (int) (progress.path("done").asLong() * 10 / total) * 10;
            if (percent != told) {
                told = percent;
                out.println(percent + " % of " + (total == 0 ? "all" : total) + " records are told");
                out.flush();
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void report(JsonNode report) {
        TextTable table = new TextTable("", "added", "changed", "removed", "unchanged", "left alone");
        for (String what : new String[] {"people", "relationships"}) {
            JsonNode counts = report.path(what);
            table.row(
                    what,
                    counts.path("added").asInt(),
                    counts.path("changed").asInt(),
                    counts.path("removed").asInt(),
                    counts.path("unchanged").asInt(),
                    counts.path("left").asInt());
        }
        table.print(out);
        StringBuilder records = new StringBuilder("records:");
        report.path("records")
                .propertyStream()
                .forEach(each -> records.append(' ')
                        .append(each.getKey())
                        .append(' ')
                        .append(each.getValue().asInt()));
        out.println(records);
        if (!report.path("unknownTags").isEmpty()) {
            StringBuilder unknown = new StringBuilder("kept as they are, though of no version:");
            report.path("unknownTags")
                    .propertyStream()
                    .forEach(each -> unknown.append(' ')
                            .append(each.getKey())
                            .append(' ')
                            .append(each.getValue().asInt()));
            out.println(unknown);
        }
        int count = report.path("problemCount").asInt();
        int shown = 0;
        for (JsonNode problem : report.path("problems")) {
            if (shown++ < MOST_PROBLEMS) {
                out.println("line " + problem.path("line").asInt() + ": "
                        + problem.path("message").asString());
            }
        }
        if (count > MOST_PROBLEMS) {
            out.println("and " + (count - MOST_PROBLEMS) + " more");
        }
        out.flush();
    }
}
