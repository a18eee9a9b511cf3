package dev.fabula.application.legacy;

import static dev.fabula.application.TestCaller.expect;
import static dev.fabula.application.TestCaller.expectProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fabula.application.Rebuilt;
import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.ServerKind;
import dev.fabula.local.testing.TestServers;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** GEDCOM files over HTTP: taken in, told, told again. */
class ImportTest {

    private static final @Nullable String SAMPLES = System.getenv("FABULA_GEDCOM_SAMPLES");

    private static TestApplication application;
    private static TestCaller olivia;
    private static TestCaller victor;
    private static TestCaller oscar;

    @BeforeAll
    static void start() throws Exception {
        Endpoint neo4j = TestServers.of(ServerKind.NEO4J);
        application = TestApplication.start(
                ImportTest.class,
                List.of(),
                "--spring.profiles.active=local",
                "--fabula.limits.import-body=2MB",
                "--fabula.neo4j.uri=bolt://" + neo4j.host() + ":" + neo4j.port(),
                "--fabula.neo4j.username=" + neo4j.username(),
                "--fabula.neo4j.password=" + neo4j.password());
        olivia = new TestCaller(application, "&tenant=alder&user=olivia");
        victor = new TestCaller(application, "&tenant=alder&user=victor");
        oscar = new TestCaller(application, "&tenant=birch&user=oscar");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static final String VALES = """
            0 HEAD
            1 GEDC
            2 VERS 5.5.1
            2 FORM LINEAGE-LINKED
            1 CHAR UTF-8
            1 SOUR HAND
            0 @I1@ INDI
            1 NAME Mira /Vale/
            1 SEX F
            1 BIRT
            2 DATE ABT 1871
            2 PLAC Highmoor
            1 DEAT
            2 DATE 3 JUN 1950
            1 FAMS @F1@
            1 NOTE Told by her aunt
            1 _SECRET kept
            0 @I2@ INDI
            1 NAME Otto /Vale/
            1 SEX M
            1 DEAT Y
            1 FAMS @F1@
            1 ASSO @I3@
            2 RELA Godfather
            0 @I3@ INDI
            1 NAME Anna /Vale/
            1 SEX F
            1 BIRT
            2 DATE BET 1 MAY 1899 AND 2 JUN 1900
            1 DEAT
            2 DATE 1970
            1 FAMC @F1@
            2 PEDI adopted
            0 @F1@ FAM
            1 HUSB @I2@
            1 WIFE @I1@
            1 CHIL @I3@
            1 MARR
            2 DATE 1895
            1 NOTE A happy one
            0 @S1@ SOUR
            1 TITL Parish register
            0 TRLR
            """;

    private static String legacy(String slug) throws Exception {
        expect(201, olivia.post("/api/legacies", Map.of("slug", slug, "name", slug)));
        return slug;
    }

    /** The import once it has ended. */
    private static JsonNode imported(String slug, byte[] file, String query) throws Exception {
        String id = expect(202, olivia.upload("/api/legacies/" + slug + "/import" + query, file))
                .path("import")
                .asString();
        return ended(slug, id);
    }

    private static JsonNode ended(String slug, String id) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(4).toNanos();
        while (true) {
            JsonNode now = olivia.read("/api/legacies/" + slug + "/imports/" + id);
            if (!now.path("state").asString().equals("running")) {
                return now;
            }
            assertThat(System.nanoTime()).as("waiting for " + now).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> people(TestCaller caller, String slug) throws Exception {
        Map<String, String> people = new TreeMap<>();
        String cursor = "";
        do {
            JsonNode page = caller.read("/api/legacies/" + slug + "/people?limit=100" + cursor);
            page.path("people")
                    .forEach(person -> people.put(
                            person.path("name").asString(),
                            person.path("person").asString()));
            cursor = page.path("cursor").isString()
                    ? "&cursor=" + page.path("cursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        return people;
    }

    @Test
    void aFileIsToldWholeAndTheSameAgainChangesNothing() throws Exception {
        legacy("vales");
        JsonNode report = imported("vales", bytes(VALES), "?file=vales.ged");
        assertThat(report.path("state").asString()).as(report.toString()).isEqualTo("complete");
        assertThat(report.path("people").path("added").asInt()).isEqualTo(3);
        assertThat(report.path("relationships").path("added").asInt()).isEqualTo(4);
        assertThat(report.path("records").path("INDI").asInt()).isEqualTo(3);
        assertThat(report.path("unknownTags").path("_SECRET").asInt()).isEqualTo(1);
        Map<String, String> people = people(olivia, "vales");
        assertThat(people).containsOnlyKeys("Anna Vale", "Mira Vale", "Otto Vale");
        JsonNode anna = olivia.read("/api/legacies/vales/people/" + people.get("Anna Vale"));
        assertThat(anna.toString()).contains("BET 1 MAY 1899 AND 2 JUN 1900", "adopted", "Mira Vale", "Otto Vale");
        JsonNode answer = olivia.read(
                "/api/graph/relationship?from=" + people.get("Anna Vale") + "&to=" + people.get("Mira Vale"));
        assertThat(answer.path("words").asString()).isEqualTo("adoptive mother");

        JsonNode again = imported("vales", bytes(VALES), "?file=again.ged");
        assertThat(again.path("people").path("unchanged").asInt())
                .as(again.toString())
                .isEqualTo(3);
        assertThat(again.path("relationships").path("unchanged").asInt()).isEqualTo(4);
        assertThat(again.path("people").path("changed").asInt()).isZero();
        assertThat(people(olivia, "vales")).isEqualTo(people);
    }

    @Test
    void aNewerFileChangesWhatItTellsAndKeepsWhatWasEditedByHand() throws Exception {
        legacy("newer");
        imported("newer", bytes(VALES), "");
        Map<String, String> before = people(olivia, "newer");
        String otto = before.get("Otto Vale");
        JsonNode page = olivia.read("/api/legacies/newer/people/" + otto);
        expect(
                204,
                olivia.patch(
                        "/api/legacies/newer/people/" + otto,
                        Map.of(
                                "names",
                                List.of(Map.of(
                                        "id",
                                        page.path("names").get(0).path("id").asString(),
                                        "full",
                                        "Otto the Elder /Vale/")))));
        String newer = VALES.replace("ABT 1871", "12 MAR 1871")
                .replace("1 CHIL @I3@\n", "1 CHIL @I3@\n1 CHIL @I4@\n")
                .replace("0 @F1@ FAM", "0 @I4@ INDI\n1 NAME Ben /Vale/\n1 FAMC @F1@\n1 DEAT Y\n0 @F1@ FAM")
                .replace("1 ASSO @I3@\n2 RELA Godfather\n", "");
        JsonNode report = imported("newer", bytes(newer), "");
        assertThat(report.path("people").path("added").asInt())
                .as(report.toString())
                .isEqualTo(1);
        assertThat(report.path("people").path("changed").asInt()).isEqualTo(1);
        assertThat(report.path("people").path("unchanged").asInt()).isEqualTo(2);
        assertThat(report.path("relationships").path("added").asInt()).isEqualTo(2);
        assertThat(report.path("relationships").path("removed").asInt()).isEqualTo(1);
        Map<String, String> after = people(olivia, "newer");
        assertThat(after).containsOnlyKeys("Anna Vale", "Ben Vale", "Mira Vale", "Otto the Elder Vale");
        assertThat(after.get("Mira Vale")).isEqualTo(before.get("Mira Vale"));
        assertThat(olivia.read("/api/legacies/newer/people/" + after.get("Mira Vale"))
                        .toString())
                .contains("12 MAR 1871")
                .doesNotContain("ABT 1871");
        assertThat(olivia.read("/api/legacies/newer/people/" + otto).toString()).doesNotContain("odfather");
    }

    @Test
    void aFileThatCannotBeReadIsRefusedWithItsLineAndNothingIsKept() throws Exception {
        legacy("refused");
        var answer = olivia.upload(
                "/api/legacies/refused/import", bytes(VALES.replace("2 PLAC Highmoor", "4 PLAC Highmoor")));
        expectProblem(422, "gedcom-malformed", answer);
        assertThat(TestApplication.json(answer).path("line").asInt()).isEqualTo(12);
        expectProblem(422, "gedcom-malformed", olivia.upload("/api/legacies/refused/import", bytes("hello")));
        expectProblem(422, "gedcom-malformed", olivia.upload("/api/legacies/refused/import", new byte[0]));
        expectProblem(422, "tree-malformed", olivia.upload("/api/legacies/refused/import?tree=A/B", bytes(VALES)));
        assertThat(people(olivia, "refused")).isEmpty();
        assertThat(olivia.read("/api/legacies/refused/imports").path("imports")).isEmpty();
        assertThat(filesOf("refused")).isZero();
    }

    @Test
    void aFileThatIsTooLargeIsRefusedWhetherItSaysItsLengthOrNot() throws Exception {
        legacy("large");
        byte[] large = new byte[3_000_000];
        expectProblem(413, "request-too-large", olivia.upload("/api/legacies/large/import", large));
        expectProblem(
                413,
                "request-too-large",
                olivia.upload(
                        "/api/legacies/large/import",
                        HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));
        assertThat(filesOf("large")).isZero();
    }

    private static int filesOf(String slug) throws Exception {
        String legacy = olivia.read("/api/legacies/" + slug).path("legacy").asString();
        var transactions = new TransactionTemplate(application.bean(PlatformTransactionManager.class));
        return new Caller(new TenantId("alder"), new ActorId("test"), Set.of(), "test")
                .call(() -> Objects.requireNonNull(transactions.execute(_ -> application
                        .bean(JdbcClient.class)
                        .sql("SELECT count(*) FROM platform.gedcom_file WHERE legacy = ?")
                        .param(legacy)
                        .query(Integer.class)
                        .single())));
    }

    @Test
    void whoMayNotAndWhoIsNotOfTheTenantImportsNothing() throws Exception {
        legacy("ours");
        expectProblem(403, "right-missing", victor.upload("/api/legacies/ours/import", bytes(VALES)));
        expectProblem(404, "not-found", oscar.upload("/api/legacies/ours/import", bytes(VALES)));
        String id = imported("ours", bytes(VALES), "").path("import").asString();
        expect(404, oscar.get("/api/legacies/ours/imports/" + id));
        expect(403, victor.get("/api/legacies/ours/imports/" + id));
    }

    @Test
    void theSameRequestTwiceIsOneImport() throws Exception {
        legacy("twice");
        String key = "\"01JD3K5V8Q2XW7RBN4T6YHMECA\"";
        String first = expect(202, olivia.upload("/api/legacies/twice/import", bytes(VALES), "Idempotency-Key", key))
                .path("import")
                .asString();
        String second = expect(202, olivia.upload("/api/legacies/twice/import", bytes(VALES), "Idempotency-Key", key))
                .path("import")
                .asString();
        assertThat(second).isEqualTo(first);
        expectProblem(
                422,
                "idempotency-key-reused",
                olivia.upload(
                        "/api/legacies/twice/import", bytes(VALES.replace("Otto", "Udo")), "Idempotency-Key", key));
        ended("twice", first);
        assertThat(olivia.read("/api/legacies/twice/imports").path("imports")).hasSize(1);
    }

    @Test
    void anotherTreeWithTheSameNamesOfRecordsNeedsANameOfItsOwn() throws Exception {
        legacy("trees");
        imported("trees", bytes(VALES), "");
        String other = VALES.replace("Mira /Vale/", "Zoe /Hart/")
                .replace("Otto /Vale/", "Abe /Hart/")
                .replace("Anna /Vale/", "Eve /Hart/");
        JsonNode refused = imported("trees", bytes(other), "");
        assertThat(refused.path("state").asString()).as(refused.toString()).isEqualTo("failed");
        assertThat(refused.path("failure").path("reason").asString()).contains("looks like another tree");
        assertThat(people(olivia, "trees")).hasSize(3);
        JsonNode taken = imported("trees", bytes(other), "?tree=harts");
        assertThat(taken.path("people").path("added").asInt())
                .as(taken.toString())
                .isEqualTo(3);
        assertThat(people(olivia, "trees")).hasSize(6);
    }

    private static byte[] file(String slug, String format) throws Exception {
        HttpResponse<String> answer = olivia.get("/api/legacies/" + slug + "/export?format=" + format);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return bytes(answer.body());
    }

    @Test
    void realFilesAreToldAndEveryReadModelIsTheSameWhenRebuilt() throws Exception {
        assumeTrue(SAMPLES != null, "FABULA_GEDCOM_SAMPLES names no folder of GEDCOM files");
        Map<String, JsonNode> reports = new TreeMap<>();
        Map<String, Tree> trees = new TreeMap<>();
        try (Stream<Path> all = Files.list(Path.of(String.valueOf(SAMPLES)))) {
            for (Path file : all.filter(each -> each.toString().endsWith(".ged"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                String slug = legacy("real-" + name.replaceAll("[^a-z0-9]+", "-"));
                JsonNode report = imported(slug, Files.readAllBytes(file), "?file=" + name);
                assertThat(report.path("state").asString())
                        .as(report.toString())
                        .isEqualTo("complete");
                int indi = report.path("records").path("INDI").asInt();
                assertThat(report.path("people").path("added").asInt()).as(name).isEqualTo(indi);
                assertThat(olivia.read("/api/legacies/" + slug)
                                .path("counts")
                                .path("people")
                                .asInt())
                        .as(name)
                        .isEqualTo(indi);
                reports.put(name, report);
                Tree told = Tree.of(file(slug, "gedcom7"));
                trees.put(name, told);
                Tree sent = Tree.of(Files.readAllBytes(file));
                assertThat(told.differences(sent)).as(name).isEmpty();
                assertThat(told.tags()).as(name).isEqualTo(sent.tags());
                byte[] five = file(slug, "gedcom551");
                // 5.5.1 wants somebody who submits it, and gets one where there is none.
                Tree older = Tree.of(five);
                assertThat(older.differences(told))
                        .as(name + " as 5.5.1")
                        .allMatch(
                                line -> line.startsWith("SUBM ") && !told.tags().containsKey("SUBM"));
                String again = legacy(slug + "-again");
                imported(again, five, "");
                assertThat(Tree.of(file(again, "gedcom7")).differences(older))
                        .as(name + " again")
                        .isEmpty();
            }
        }
        List<String> bad = new ArrayList<>();
        Objects.requireNonNull(reports.get("bad-custom-tag.ged"))
                .path("problems")
                .forEach(problem -> bad.add(problem.toString()));
        assertThat(bad).anyMatch(problem -> problem.contains("BUST") && problem.contains("\"line\":28"));
        Tree ansel = Objects.requireNonNull(trees.get("willis-ansel.ged"));
        Tree utf16 = Objects.requireNonNull(trees.get("willis-utf16be.ged"));
        assertThat(ansel.records().keySet()).isEqualTo(utf16.records().keySet());
        // The program that wrote them has put a byte that means nothing in ANSEL where two dashes are.
        assertThat(ansel.differences(utf16)).hasSizeLessThanOrEqualTo(4);
        Rebuilt.all(application, List.of("person", "relationship", "gedcom-record", "gedcom-import", "legacy-audit"));
    }
}
