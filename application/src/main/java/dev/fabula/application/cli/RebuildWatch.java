package dev.fabula.application.cli;

import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/** Shows how far a rebuild is until there is nothing to wait for: a bar on a terminal, plain lines elsewhere. */
final class RebuildWatch {

    private static final long LOOK_MILLIS = 300;
    private static final int STEP_PERCENT = 10;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final AdminApi api;
    private final PrintWriter out;
    private final boolean terminal;
    private String lastState = "";
    private int lastStep = -1;

    RebuildWatch(AdminApi api, PrintWriter out, boolean terminal) {
        this.api = api;
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Returns once an operator can decide, or has.
     *
     * @throws Refusal where the rebuild failed, was cancelled, or differs from the live one
     */
    void await(String name) throws InterruptedException {
        while (true) {
            JsonNode rebuild = api.get("projections/" + AdminApi.encoded(name) + "/rebuilds");
            String state = rebuild.path("state").asString();
            if (!RebuildText.isAtWork(state)) {
                show(terminal ? CLEAR_LINE : "");
                end(name, state, rebuild);
                return;
            }
            progress(name, state, rebuild);
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void show(String text) {
        out.print(text);
        out.flush();
    }

    private void progress(String name, String state, JsonNode rebuild) {
        if (terminal) {
            show(CLEAR_LINE + RebuildText.bar(name, rebuild));
            return;
        }
        int step = RebuildText.percent(rebuild) / STEP_PERCENT;
        if (!state.equals(lastState) || step != lastStep) {
            lastState = state;
            lastStep = step;
            show(name + " " + RebuildText.line(rebuild) + System.lineSeparator());
        }
    }

    private void end(String name, String state, JsonNode rebuild) {
        JsonNode verification = rebuild.path("verification");
        switch (state) {
            case "ready" -> {
                String generation =
                        name + " generation " + rebuild.path("generation").asInt();
                if (!verification.path("equal").asBoolean()) {
                    throw new Refusal(generation + " is built, but " + RebuildText.verdict(verification)
                            + " from the live one; see: fabula rebuild verify " + name);
                }
                out.println(generation + " is ready: equal to the live one in all "
                        + verification.path("rows").asLong() + " rows at position "
                        + verification.path("position").asLong() + "; next: fabula rebuild promote " + name);
            }
            case "promoted" -> out.println(name + " is promoted");
            case "failed" ->
                throw new Refusal("the rebuild of " + name + " failed: "
                        + rebuild.path("error").asString());
            default -> throw new Refusal("the rebuild of " + name + " is " + state);
        }
        out.flush();
    }
}
