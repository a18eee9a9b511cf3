package dev.fabula.application.legacy;

import static dev.fabula.application.TestCaller.expect;
import static dev.fabula.application.TestCaller.expectProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.application.Rebuilt;
import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.LivingStatus;
import dev.fabula.contracts.legacy.PersonCommand.AddPerson;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.PersonName;
import dev.fabula.contracts.legacy.Sex;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.command.CommandSender;
import dev.fabula.gedcom.GedcomStructure;
import dev.fabula.gedcom.GedcomVersion;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Legacies as files, over HTTP, read again as another program would. */
class LegacyExportTest {

    private static TestApplication application;
    private static TestCaller olivia;
    private static TestCaller clara;
    private static TestCaller victor;
    private static TestCaller oscar;

    private static final long IMPORT_NANOS = 240_000_000_000L;

    private final Map<String, String> people = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        application = TestApplication.start(LegacyExportTest.class, List.of(), "--spring.profiles.active=local");
        olivia = new TestCaller(application, "&tenant=alder&user=olivia");
        clara = new TestCaller(application, "&tenant=alder&user=clara");
        victor = new TestCaller(application, "&tenant=alder&user=victor");
        oscar = new TestCaller(application, "&tenant=birch&user=oscar");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static Map<String, String> fact(String kind, String... more) {
        Map<String, String> fact = new HashMap<>(Map.of("kind", kind));
        for (int i = 0; i < more.length; i += 2) {
            fact.put(more[i], more[i + 1]);
        }
        return fact;
    }

    private void person(String legacy, String name, String sex, String living, Object facts, List<String> notes)
            throws Exception {
        JsonNode made = expect(
                201,
                olivia.post(
                        "/api/legacies/" + legacy + "/people",
                        Map.of(
                                "sex", sex,
                                "living", living,
                                "names", List.of(Map.of("full", name, "given", name.split(" ", 2)[0])),
                                "facts", facts,
                                "notes", notes)));
        people.put(name.split(" ", 2)[0], made.path("person").asString());
    }

    private void join(String legacy, String kind, String from, String to, Map<String, ?> more) throws Exception {
        Map<String, Object> body = new HashMap<>(more);
        body.putAll(Map.of("kind", kind, "from", id(from), "to", id(to)));
        expect(201, olivia.post("/api/legacies/" + legacy + "/relationships", body));
    }

    private String id(String name) {
        return String.valueOf(people.get(name));
    }

    /** Otto and Ida, their daughter Mira, Ben whom they adopted, Otto's Kit; Mira's and Tom's Ann, who lives. */
    private void family(String slug) throws Exception {
        expect(201, olivia.post("/api/legacies", Map.of("slug", slug, "name", "The " + slug)));
        person(
                slug,
                "Otto /Vale/",
                "male",
                "inferred",
                List.of(
                        fact("birth", "date", "ABT 1860", "place", "Alder, North"),
                        fact("occupation", "value", "baker"),
                        fact("death", "date", "1930")),
                List.of());
        person(slug, "Ida /Abel/", "female", "inferred", List.of(fact("death", "date", "BEF 1940")), List.of());
        person(
                slug,
                "Mira /Vale/",
                "female",
                "inferred",
                List.of(fact("birth", "date", "BET 1 MAY 1886 AND 3 JUN 1886"), fact("death", "date", "1950")),
                List.of("She kept bees @ home.\nAnd a lamp."));
        person(
                slug,
                "Ben /Vale/",
                "male",
                "inferred",
                List.of(fact("birth", "date", "1890"), fact("death")),
                List.of());
        person(slug, "Kit /Vale/", "unknown", "deceased", List.of(fact("birth", "date", "AFT 1888")), List.of());
        person(slug, "Tom /Reed/", "male", "inferred", List.of(fact("death", "date", "1949")), List.of());
        person(
                slug,
                "Ann /Reed/",
                "female",
                "living",
                List.of(fact("birth", "date", "7 JUL 1909", "place", "Elmshire"), fact("occupation", "value", "pilot")),
                List.of("Lives by the sea."));
        join(
                slug,
                "partner",
                "Otto",
                "Ida",
                Map.of("facts", List.of(fact("marriage", "date", "4 MAY 1885", "place", "Alder"))));
        join(
                slug,
                "partner",
                "Tom",
                "Mira",
                Map.of("facts", List.of(fact("marriage", "date", "1907"), fact("divorce", "date", "EST 1920"))));
        join(slug, "parent-child", "Otto", "Mira", Map.of());
        join(slug, "parent-child", "Ida", "Mira", Map.of());
        join(slug, "parent-child", "Otto", "Ben", Map.of("pedigree", "adopted"));
        join(slug, "parent-child", "Ida", "Ben", Map.of("pedigree", "adopted"));
        join(slug, "parent-child", "Otto", "Kit", Map.of());
        join(slug, "parent-child", "Mira", "Ann", Map.of());
        join(slug, "parent-child", "Tom", "Ann", Map.of());
        join(slug, "association", "Mira", "Kit", Map.of("role", "godparent"));
    }

    private static ExportedTree file(TestCaller caller, String slug, String asked) throws Exception {
        HttpResponse<String> answer = caller.get("/api/legacies/" + slug + "/export" + asked);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/vnd.familysearch.gedcom");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .isEqualTo("attachment; filename=\"" + slug + ".ged\"");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).isEqualTo("no-store");
        return new ExportedTree(answer.body());
    }

    @Test
    void everythingIsInTheFileInBothVersions() throws Exception {
        family("whole");

        ExportedTree seven = file(olivia, "whole", "");
        assertThat(seven.version).isEqualTo(GedcomVersion.V7_0);
        assertThat(seven.people())
                .containsExactlyInAnyOrder(
                        "Otto Vale M [BIRT ABT 1860 in Alder, North, OCCU = baker, DEAT 1930] []",
                        "Ida Abel F [DEAT BEF 1940] []",
                        "Mira Vale F [BIRT BET 1 MAY 1886 AND 3 JUN 1886, DEAT 1950]"
                                + " [She kept bees @ home.\nAnd a lamp.]",
                        "Ben Vale M [BIRT 1890, DEAT Y] []",
                        "Kit Vale null [BIRT AFT 1888] []",
                        "Tom Reed M [DEAT 1949] []",
                        "Ann Reed F [BIRT 7 JUL 1909 in Elmshire, OCCU = pilot] [Lives by the sea.]");
        assertThat(seven.families())
                .containsExactlyInAnyOrder(
                        "Otto Vale + Ida Abel [MARR 4 MAY 1885 in Alder] [Mira Vale, Ben Vale ADOPTED]",
                        "Otto Vale + nobody [] [Kit Vale]",
                        "Tom Reed + Mira Vale [MARR 1907, DIV EST 1920] [Ann Reed]");
        assertThat(seven.named("Mira Vale").getFirst().children("ASSO")).hasSize(1);

        ExportedTree five = file(olivia, "whole", "?format=gedcom551");
        assertThat(five.version).isEqualTo(GedcomVersion.V5_5_1);
        assertThat(five.people()).isEqualTo(seven.people());
        assertThat(five.families()).isEqualTo(seven.families());
        // What version 5.5.1 demands of a header.
        assertThat(five.records.getFirst().children())
                .extracting(GedcomStructure::tag)
                .contains("SOUR", "SUBM", "GEDC", "CHAR");
        assertThat(five.records).extracting(GedcomStructure::tag).contains("SUBM");
    }

    @Test
    void outsidersAreNotToldOfTheLivingUntilTheyConsent() throws Exception {
        family("given");
        String consents = "/api/legacies/given/consents";
        victor.follow(olivia);

        for (String format : List.of("?format=gedcom7", "?format=gedcom551")) {
            HttpResponse<String> raw = victor.get("/api/legacies/given/export" + format);
            assertThat(raw.body()).doesNotContain("Ann", "1909", "Elmshire", "pilot", "by the sea", id("Ann"));
            ExportedTree tree = new ExportedTree(raw.body());
            assertThat(tree.people()).hasSize(7).contains("Living null [] []", "Tom Reed M [DEAT 1949] []");
            assertThat(tree.families()).contains("Tom Reed + Mira Vale [MARR 1907, DIV EST 1920] [Living]");
            assertThat(tree.named("Living").getFirst().children())
                    .extracting(GedcomStructure::tag)
                    .containsExactly("NAME", "FAMC");
        }
        // Who may have everything gets the same, to give it away.
        assertThat(file(olivia, "given", "?audience=outsiders").people())
                .isEqualTo(file(victor, "given", "").people());

        expect(204, olivia.post(consents + "/grant", Map.of("person", id("Ann"), "evidence", "a letter")));
        victor.follow(olivia);
        assertThat(file(victor, "given", "").people())
                .contains("Ann Reed F [BIRT 7 JUL 1909 in Elmshire, OCCU = pilot] [Lives by the sea.]");
        expect(204, olivia.post(consents + "/withdraw", Map.of("person", id("Ann"))));
        victor.follow(olivia);
        assertThat(file(victor, "given", "").people())
                .contains("Living null [] []")
                .noneMatch(told -> told.contains("Ann"));
    }

    @Test
    void aCouplesEventsAreNotToldWhereOneOfThemIsHidden() throws Exception {
        family("hidden");
        person("hidden", "Zoe /Moss/", "female", "living", List.of(), List.of());
        person("hidden", "Una /Moss/", "female", "living", List.of(), List.of());
        person("hidden", "Lone /Moss/", "male", "living", List.of(), List.of());
        join("hidden", "partner", "Ben", "Zoe", Map.of("facts", List.of(fact("marriage", "date", "12 DEC 1911"))));
        join("hidden", "parent-child", "Zoe", "Una", Map.of());
        join("hidden", "parent-child", "Ann", "Una", Map.of());
        victor.follow(olivia);

        HttpResponse<String> raw = victor.get("/api/legacies/hidden/export");
        assertThat(raw.body()).doesNotContain("1911", "Moss", "Zoe", "Una", "Lone");
        ExportedTree tree = new ExportedTree(raw.body());
        assertThat(tree.families())
                .hasSize(4)
                .contains("Ben Vale + Living [] []", "Tom Reed + Mira Vale [MARR 1907, DIV EST 1920] [Living]");
        // One for each family with somebody who is shown: not Lone, who is in none, nor Una, whose family is hidden.
        assertThat(tree.named("Living")).hasSize(2);
    }

    @Test
    void whoWereMergedAreOnePersonWithTheFamiliesOfBoth() throws Exception {
        family("merged");
        person(
                "merged",
                "Mirra /Vail/",
                "female",
                "inferred",
                List.of(fact("burial", "date", "1950")),
                List.of("A twin?"));
        person("merged", "Eve /Vail/", "female", "deceased", List.of(), List.of());
        join("merged", "parent-child", "Mirra", "Eve", Map.of());
        expect(204, olivia.post("/api/legacies/merged/people/" + id("Mira") + "/merge", Map.of("merged", id("Mirra"))));

        ExportedTree tree = file(olivia, "merged", "");
        assertThat(tree.people())
                .hasSize(8)
                .contains("Mira Vale F [BIRT BET 1 MAY 1886 AND 3 JUN 1886, DEAT 1950, BURI 1950]"
                        + " [She kept bees @ home.\nAnd a lamp., A twin?]");
        assertThat(tree.families()).contains("nobody + Mira Vale [] [Eve Vail]");
        assertThat(tree.named("Mira Vale").getFirst().children("NAME")).hasSize(2);
    }

    /** Pointers, what nobody keeps but files, names of records, and a second tree with the same ones. */
    @Test
    void whatFilesSaidIsSaidAgain() throws Exception {
        String file = """
                0 HEAD
                1 GEDC
                2 VERS 7.0
                1 SCHMA
                2 TAG _BOAT https://example.org/boat
                1 SOUR OTHER
                1 SUBM @U1@
                0 @U1@ SUBM
                1 NAME Sam
                0 @I1@ INDI
                1 NAME Otto /Vale/
                2 SOUR @S1@
                1 SEX M
                1 DEAT
                2 DATE 1930
                2 SOUR @S1@
                3 PAGE 7
                1 FAMS @F1@
                1 _BOAT The Gull
                2 SOUR @S1@
                0 @I2@ INDI
                1 NAME Ida /Abel/
                1 SEX F
                1 DEAT Y
                1 FAMS @F1@
                0 @I3@ INDI
                1 NAME Mira /Vale/
                1 SEX F
                1 DEAT Y
                1 FAMC @F1@
                2 PEDI ADOPTED
                2 NOTE By a cousin.
                0 @I4@ INDI
                1 NAME Found /Ling/
                1 DEAT Y
                1 FAMC @F2@
                1 SNOTE @N1@
                0 @F1@ FAM
                1 HUSB @I1@
                2 PHRASE Second husband
                1 WIFE @I2@
                1 CHIL @I3@
                1 MARR
                2 DATE 4 MAY 1885
                1 NOTE Kept the mill.
                1 SOUR @S1@
                0 @F2@ FAM
                1 CHIL @I4@
                1 NOTE Nobody knows them.
                0 @S1@ SOUR
                1 TITL Parish book
                1 REPO @VOID@
                0 @N1@ SNOTE A shared note
                1 LANG en
                0 TRLR
                """;
        expect(201, olivia.post("/api/legacies", Map.of("slug", "files", "name", "The files")));
        imported("files", "main", file);

        List<GedcomStructure> told =
                records(olivia.get("/api/legacies/files/export").body());
        assertThat(told).containsExactlyInAnyOrderElementsOf(records(file));
        Rebuilt.all(application, List.of("gedcom-record"));
        assertThat(records(olivia.get("/api/legacies/files/export").body())).isEqualTo(told);

        // The same names in another tree mean other records.
        imported("files", "aunt", file.replace("Vale", "Reed").replace("Parish book", "Diary"));
        ExportedTree both = file(olivia, "files", "");
        assertThat(both.records).filteredOn(record -> record.is("INDI")).hasSize(8);
        assertThat(both.records)
                .extracting(GedcomStructure::xref)
                .filteredOn(xref -> xref != null)
                .doesNotHaveDuplicates();
        String diary = both.records.stream()
                .filter(record -> record.is("SOUR") && "Diary".equals(record.text("TITL")))
                .map(record -> String.valueOf(record.xref()))
                .findFirst()
                .orElseThrow();
        assertThat(both.named("Otto Reed").getFirst().text("DEAT", "SOUR")).isEqualTo(diary);
        assertThat(both.named("Otto Vale").getFirst().text("DEAT", "SOUR")).isEqualTo("@S1@");

        // Outsiders get none of what only files said.
        victor.follow(olivia);
        assertThat(victor.get("/api/legacies/files/export").body())
                .contains("Otto", "4 MAY 1885")
                .doesNotContain("mill", "Gull", "Parish", "cousin", "husband", "Sam", "OTHER", "shared");
    }

    private static void imported(String slug, String tree, String file) throws Exception {
        HttpResponse<String> taken =
                olivia.upload("/api/legacies/" + slug + "/import?tree=" + tree, file.getBytes(StandardCharsets.UTF_8));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        String at = taken.headers().firstValue("Location").orElseThrow();
        long deadline = System.nanoTime() + IMPORT_NANOS;
        JsonNode state;
        do {
            assertThat(System.nanoTime()).as("the import takes too long").isLessThan(deadline);
            Thread.sleep(200);
            state = TestApplication.json(olivia.get(at));
        } while (!state.path("state").asString().equals("complete"));
        // What is complete is seen once all that it is read from holds it.
        while (!olivia.get("/api/legacies/" + slug + "/export").body().contains("@S1@ SOUR")) {
            assertThat(System.nanoTime()).as("nothing is seen of the import").isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    /** In any order of what is below them, and without what is the writer's. */
    private static List<GedcomStructure> records(String file) throws IOException {
        return new ExportedTree(file)
                .records.stream().map(record -> sorted(record.unplaced())).toList();
    }

    private static GedcomStructure sorted(GedcomStructure structure) {
        return structure.withChildren(structure.children().stream()
                .map(LegacyExportTest::sorted)
                .sorted(Comparator.comparing(GedcomStructure::toString))
                .toList());
    }

    @Test
    void whoMayNotTakeOutEverythingIsToldWhichRightIsMissing() throws Exception {
        family("rights");
        expect(204, olivia.put("/api/legacies/rights/members/clara", Map.of("role", "viewer")));
        clara.follow(olivia);
        oscar.follow(olivia);
        String export = "/api/legacies/rights/export";

        JsonNode denied = expect(403, clara.get(export + "?audience=insiders"));
        assertThat(denied.path("code").asString()).isEqualTo("right-missing");
        assertThat(denied.path("right").asString()).isEqualTo("export");
        assertThat(file(clara, "rights", "").people()).noneMatch(told -> told.contains("Ann"));
        expectProblem(404, "not-found", oscar.get(export));
        assertThat(expect(400, olivia.get(export + "?format=csv"))
                        .path("detail")
                        .asString())
                .contains("gedcom7", "gedcom551", "csv");
        assertThat(expect(400, olivia.get(export + "?audience=all"))
                        .path("detail")
                        .asString())
                .contains("insiders", "outsiders", "all");
    }

    @Test
    void aFileThatBreaksOffDoesNotLookWhole() throws Exception {
        LegacyId legacy =
                new LegacyId(expect(201, olivia.post("/api/legacies", Map.of("slug", "broken", "name", "Broken")))
                        .path("legacy")
                        .asString());
        for (int i = 0; i < 30; i++) {
            person("broken", "P" + i + " /Vale/", "male", "deceased", List.of(), List.of("long ".repeat(1_000)));
        }
        assertThat(file(olivia, "broken", "").people()).hasSize(30);
        // Lines that begin below nothing can stand in no file.
        PersonId unreadable = new PersonId(Ulids.next());
        PersonName name = new PersonName("n1", "Q /Zzz/", null, null, null, null, null, null, null, List.of());
        var _ = application
                .bean(CommandSender.class)
                .send(
                        new AddPerson(
                                unreadable,
                                legacy,
                                Sex.MALE,
                                List.of(name),
                                List.of(),
                                List.of(),
                                LivingStatus.DECEASED,
                                List.of("5 NOTE below nothing"),
                                List.of(),
                                null),
                        EventMetadata.of(new TenantId("alder"), new ActorId("olivia"), ActorKind.USER),
                        null);
        person("broken", "Seen /Zzzz/", "male", "deceased", List.of(), List.of());

        assertThatThrownBy(() -> olivia.get("/api/legacies/broken/export")).isInstanceOf(IOException.class);
        // Outsiders' files have none of these lines.
        List<String> shown =
                new ArrayList<>(file(olivia, "broken", "?audience=outsiders").people());
        assertThat(shown).hasSize(32);
    }
}
