package dev.fabula.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Results as a table for people and as JSON for programs. */
final class Report {

    private final PrintWriter out;
    private final List<Result> results = new ArrayList<>();

    Report(PrintWriter out) {
        this.out = out;
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    void add(Result result) {
        results.add(result);
    }

    void finish(BenchOptions options) {
        say("");
        say(String.format(
                Locale.ROOT, "%-52s %12s %12s %-10s %7s %6s", "case", "ours", "baseline", "unit", "ratio", "bar"));
        for (Result r : results) {
            say(String.format(
                    Locale.ROOT,
                    "%-52s %12s %12s %-10s %7.2f %6s %s",
                    r.name(),
                    number(r.ours()),
                    number(r.baseline()),
                    r.unit(),
                    r.ratio(),
                    r.bar() == null ? "" : String.format(Locale.ROOT, "%.2f", r.bar()),
                    verdict(r.met())));
        }
        if (options.json != null) {
            JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValue(options.json, results);
            say("written to " + options.json);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }

    private static String verdict(@Nullable Boolean met) {
        return met == null ? "" : met ? "met" : "MISSED";
    }
}
