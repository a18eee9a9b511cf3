package dev.fabula.application.cli;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A rebuild in words. */
final class RebuildText {

    private static final int WIDTH = 30;
    private static final int PERCENT = 100;
    private static final int MINUTE = 60;

    private RebuildText() {}

    /** In a cell of a table. */
    static String brief(JsonNode rebuild) {
        String state = rebuild.path("state").asString();
        String paused = rebuild.path("paused").asBoolean() ? ", paused" : "";
        return switch (state) {
            case "building" -> "building " + percent(rebuild) + " %" + paused;
            case "ready" -> "ready: " + verdict(rebuild.path("verification"));
            case "failed" -> "failed: " + rebuild.path("error").asString();
            default -> state + (isAtWork(state) ? paused : "");
        };
    }

    static boolean isAtWork(String state) {
        return switch (state) {
            case "queued", "building", "catching-up", "verifying" -> true;
            default -> false;
        };
    }

    /** What a comparison found. */
    static String verdict(JsonNode verification) {
        long differences = verification.path("differences").asLong();
        return verification.path("equal").asBoolean()
                ? "equal"
                : differences + (differences == 1 ? " key differs" : " keys differ");
    }

    static int percent(JsonNode rebuild) {
        return (int) (rebuild.path("progress").asDouble() * PERCENT);
    }

    /** One line that is written again and again. */
    static String bar(String name, JsonNode rebuild) {
        int done = (int) (rebuild.path("progress").asDouble() * WIDTH);
        return name + " [" + "#".repeat(done) + "-".repeat(WIDTH - done) + "] " + line(rebuild);
    }

    static String line(JsonNode rebuild) {
        StringBuilder line = new StringBuilder();
        line.append(percent(rebuild))
                .append(" %, ")
                .append(rebuild.path("state").asString());
        if (rebuild.path("paused").asBoolean()) {
            line.append(", paused");
        }
        if (rebuild.path("perSecond").asDouble() > 0) {
            line.append(String.format(
                    Locale.ROOT, ", %.0f events/s", rebuild.path("perSecond").asDouble()));
        }
        if (rebuild.path("etaSeconds").isNumber()) {
            line.append(", ETA ").append(time(rebuild.path("etaSeconds").asDouble()));
        }
        return line.toString();
    }

    /** Seconds as people say them: {@code 0.4 s}, {@code 1:05}, {@code 2:00:07}. */
    static String time(double seconds) {
        if (seconds < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = (long) seconds;
        long hours = whole / MINUTE / MINUTE;
        String minutes = String.format(
                Locale.ROOT, hours > 0 ? "%02d:%02d" : "%d:%02d", whole / MINUTE % MINUTE, whole % MINUTE);
        return hours > 0 ? hours + ":" + minutes : minutes;
    }
}
