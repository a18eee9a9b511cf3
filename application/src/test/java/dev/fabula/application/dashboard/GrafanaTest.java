package dev.fabula.application.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import dev.fabula.application.dashboard.GrafanaBoards.Question;
import dev.fabula.local.supervisor.DatabaseAccess.Login;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** What the dashboards for Grafana ask for is there: every metric in a real scrape, every column in the real schema. */
class GrafanaTest {

    private static final String PROMETHEUS = "prometheus";
    private static final String POSTGRES = "grafana-postgresql-datasource";
    private static final Pattern FILTER =
            Pattern.compile("\\$__timeFilter\\((\\((?:[^()]|\\([^()]*\\))*\\)|[a-z_]+)\\)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static TestApplication application;

    @BeforeAll
    static void start() throws Exception {
        application = ToldTenant.start(GrafanaTest.class, "--fabula.projections.sample-every=1s");
        ToldTenant.tell(application);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static Scrape scrape(TestCaller operator) throws Exception {
        return Scrape.of(
                operator.get("/actuator/prometheus", "Accept", "text/plain").body());
    }

    @Test
    void everyMetricAndLabelThatADashboardAsksForIsTold() throws Exception {
        TestCaller operator = new TestCaller(application, "&tenant=alder&role=operator");
        TestCaller.expect(202, operator.post("/api/admin/projections/erasures/rebuilds", Map.of()));
        List<Question> questions = GrafanaBoards.questions(PROMETHEUS, "expr");
        assertThat(questions).hasSizeGreaterThan(25);

        Set<String> missing = missing(questions, scrape(operator));
        // A rebuild and a sample are looked at by whoever conducts them, a moment later.
        for (Instant end = Instant.now().plus(PATIENCE);
                !missing.isEmpty() && Instant.now().isBefore(end); ) {
            Thread.sleep(500);
            missing = missing(questions, scrape(operator));
        }

        assertThat(missing).isEmpty();
    }

    private static Set<String> missing(List<Question> questions, Scrape scrape) {
        return questions.stream()
                .flatMap(question -> scrape.missing(question.text()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyStatementAnswersOfOneTenantToTheRoleThatReadsNothingElse() throws Exception {
        List<Question> questions = GrafanaBoards.questions(POSTGRES, "rawSql");
        assertThat(questions).hasSizeGreaterThan(12);
        Login reader = application.access().analytics();
        try (Connection connection =
                        DriverManager.getConnection(application.access().url(), reader.user(), reader.password());
                Statement sql = connection.createStatement()) {
            for (Question question : questions) {
                for (String grain : List.of("hour", "day")) {
                    sql.execute("SET fabula.tenant = 'alder'");
                    assertThat(values(sql, question, grain))
                            .as(question.toString())
                            .isPositive();
                    sql.execute("SET fabula.tenant = 'birch'");
                    assertThat(values(sql, question, grain))
                            .as(question + " of a tenant without stories")
                            .isZero();
                }
            }
        }
    }

    /** How many values there are in the answer. */
    private static int values(Statement sql, Question question, String grain) throws Exception {
        String text = FILTER.matcher(question.text())
                .replaceAll((MatchResult filter) ->
                        filter.group(1) + " BETWEEN now() - interval '30 days' AND now() + interval '1 hour'")
                .replace("$grain", grain);
        assertThat(text).as("nothing of Grafana is left").doesNotContain("$");
        int values = 0;
        try (ResultSet rows = sql.executeQuery(text)) {
            ResultSetMetaData columns = rows.getMetaData();
            while (rows.next()) {
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    values += rows.getObject(column) == null ? 0 : 1;
                }
            }
        }
        return values;
    }

    @Test
    void chartsOverTimeHaveATime() throws Exception {
        for (JsonNode board : GrafanaBoards.all()) {
            for (JsonNode panel : board.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    if (target.path("format").asString("").equals("time_series")) {
                        assertThat(target.path("rawSql").asString())
                                .as(panel.path("title").asString())
                                .contains(" AS \"time\"")
                                .contains("ORDER BY");
                    }
                }
            }
        }
    }

    @Test
    void everyDataSourceIsProvisionedWithSecretsFromTheEnvironmentAlone() throws Exception {
        String file = Files.readString(GrafanaBoards.FOLDER.resolve("provisioning/datasources/fabula.yaml"));
        List<Map<String, Object>> sources = sources(file);

        Set<String> asked = new TreeSet<>();
        GrafanaBoards.questions(PROMETHEUS, "expr").forEach(question -> asked.add(question.source()));
        GrafanaBoards.questions(POSTGRES, "rawSql").forEach(question -> asked.add(question.source()));
        assertThat(sources.stream().map(source -> String.valueOf(source.get("uid"))))
                .containsExactlyInAnyOrderElementsOf(asked);
        for (Map<String, Object> source : sources) {
            assertThat(source.get("url")).asString().matches("\\$\\{FABULA_[A-Z_]+}");
            if (source.get("secureJsonData") instanceof Map<?, ?> secrets) {
                assertThat(secrets.values())
                        .allMatch(secret -> String.valueOf(secret).matches("\\$\\{FABULA_[A-Z_]+}"));
            }
        }
    }

    @SuppressWarnings("unchecked") // as Grafana's format has it
    private static List<Map<String, Object>> sources(String yaml) {
        Map<String, Object> file = new Yaml().load(yaml);
        return (List<Map<String, Object>>) Objects.requireNonNull(file.get("datasources"), "datasources");
    }

    @Test
    void panelsAreExplainedAndStandBesideEachOther() throws Exception {
        for (JsonNode board : GrafanaBoards.all()) {
            boolean[][] taken = new boolean[400][24];
            Set<Integer> ids = new TreeSet<>();
            for (JsonNode panel : board.path("panels")) {
                assertThat(ids.add(panel.path("id").asInt()))
                        .as("ids are unique")
                        .isTrue();
                if (!panel.path("type").asString().equals("row")) {
                    assertThat(panel.path("description").asString(""))
                            .as(panel.path("title").asString())
                            .isNotBlank();
                }
                JsonNode place = panel.path("gridPos");
                for (int y = place.path("y").asInt();
                        y < place.path("y").asInt() + place.path("h").asInt();
                        y++) {
                    for (int x = place.path("x").asInt();
                            x < place.path("x").asInt() + place.path("w").asInt();
                            x++) {
                        assertThat(taken[y][x])
                                .as(panel.path("title").asString() + " lies on another")
                                .isFalse();
                        taken[y][x] = true;
                    }
                }
            }
        }
    }
}
