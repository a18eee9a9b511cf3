package dev.fabula.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    @TempDir
    private Path folder;

    @Test
    void programsGetEachCaseWithItsBaselineAndWhetherTheBarIsMet() {
        BenchOptions options = new BenchOptions();
        options.json = folder.resolve("results.json");
        StringWriter table = new StringWriter();
        Report report = new Report(new PrintWriter(table));
        report.add(Result.of("fast", 300, 100, "events/s", 2.0));
        report.add(Result.of("slow", 100, 100, "events/s", 2.0));
        report.add(Result.of("to tell", 50, 100, "events/s", null));
        report.finish(options);
        JsonNode results = JsonMapper.shared().readTree(options.json);
        assertThat(results).hasSize(3);
        assertThat(results.path(0).propertyNames())
                .containsExactlyInAnyOrder("case", "ours", "baseline", "unit", "ratio", "bar", "met");
        assertThat(results.path(0).path("ratio").asDouble()).isEqualTo(3);
        assertThat(results.path(0).path("met").asBoolean()).isTrue();
        assertThat(results.path(1).path("met").asBoolean()).isFalse();
        assertThat(results.path(2).path("met").isNull()).isTrue();
        assertThat(table.toString()).contains("MISSED", "fast");
    }

    @Test
    void theMedianIsTheMiddle() {
        assertThat(Load.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Load.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
    }

    @Test
    void refusesRoundsThatAreNone() {
        for (String rounds : List.of("0", "-1", "many")) {
            CommandLine line = new CommandLine(new Bench());
            line.setErr(new PrintWriter(new StringWriter()));
            assertThat(line.execute("append", "--rounds", rounds)).isEqualTo(2);
        }
    }
}
