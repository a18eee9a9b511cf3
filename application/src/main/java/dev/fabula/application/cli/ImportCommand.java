package dev.fabula.application.cli;

import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/** Files from elsewhere. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Import files from elsewhere.",
        synopsisSubcommandLabel = "COMMAND")
final class ImportCommand implements Callable<Integer> {

    /** A file is sent and checked before it is answered. */
    private static final Duration SENDING = Duration.ofMinutes(10);

    private static final long LOOK_MILLIS = 300;
    private static final int MOST_PROBLEMS = 20;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private DataFolder data;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Import a family tree (GEDCOM 5.5, 5.5.1, 7.0, GEDZIP) into a legacy, and tell what became of it.",
                "The same file again changes nothing; a newer file of the same tree changes what it changes.",
                "Exit status: 0 imported, 1 refused or failed, 2 wrong usage."
            })
    int gedcom(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--legacy", required = true, paramLabel = "SLUG", description = "into which legacy")
                    String legacy,
            @Option(
                            names = "--tree",
                            defaultValue = "main",
                            paramLabel = "NAME",
                            description = "which tree the file is of (default: ${DEFAULT-VALUE})")
                    String tree,
            @Option(names = "--tenant", paramLabel = "T", description = "the tenant (default: alder)") @Nullable
                    String tenant,
            @Option(names = "--user", paramLabel = "U", description = "as whom (default: the owner)") @Nullable
                    String user)
            throws InterruptedException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new ParameterException(spec.commandLine(), "there is no file to read at " + file);
        }
        LocalApi api = new LocalApi(data.path(), new LocalApi.Who(tenant, user, null));
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
        return ended(api, legacies + "/imports/" + id);
    }

    private int ended(LocalApi api, String path) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
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
                report(now, out);
                return 0;
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

    private static void report(JsonNode report, PrintWriter out) {
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
