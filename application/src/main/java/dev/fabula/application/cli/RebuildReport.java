package dev.fabula.application.cli;

import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/** All that is known of a rebuild or a comparison, a line each. */
final class RebuildReport {

    private final PrintWriter out;

    RebuildReport(PrintWriter out) {
        this.out = out;
    }

    void print(String name, JsonNode rebuild) {
        out.println(RebuildText.bar(name, rebuild));
        row("state", RebuildText.brief(rebuild));
        row("generation", text(rebuild.path("generation")) + ", version " + text(rebuild.path("version")));
        row(
                "position",
                text(rebuild.path("reached")) + " of " + text(rebuild.path("target")) + ", safe up to "
                        + text(rebuild.path("checkpoint")));
        row("folded", text(rebuild.path("events")) + " events into " + text(rebuild.path("rows")) + " rows");
        row("rate", rate(rebuild.path("rate")) + ", " + text(rebuild.path("workers")) + " workers");
        row("node", text(rebuild.path("node")) + ", taken over " + text(rebuild.path("takeovers")) + " times");
        row("asked by", text(rebuild.path("requestedBy")) + " at " + text(rebuild.path("requestedAt")));
        if (rebuild.path("accepted").isString()) {
            row("accepted", text(rebuild.path("accepted")));
        }
        if (rebuild.path("verification").isObject()) {
            print(rebuild.path("verification"));
        }
    }

    private static String rate(JsonNode rate) {
        return !rate.isNumber()
                ? "as fast as possible"
                : rate.asLong() == 0 ? "yields to live load" : rate.asLong() + " events/s";
    }

    /** A comparison. */
    void print(JsonNode verification) {
        row(
                "compared",
                RebuildText.verdict(verification) + ", of " + text(verification.path("rows")) + " rows at position "
                        + text(verification.path("position")));
        if (verification.path("notCompared").asInt() > 0) {
            row("", text(verification.path("notCompared")) + " keys were changing and could not be compared");
        }
        for (JsonNode example : verification.path("examples")) {
            row("differs", text(example.path("tenant")) + "/" + text(example.path("key")));
            row("  live", text(example.path("live")));
            row("  fresh", text(example.path("fresh")));
        }
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "-" : value.isString() ? value.asString() : value.toString();
    }

    private void row(String what, String text) {
        out.printf("%-12s %s%n", what, text);
    }
}
