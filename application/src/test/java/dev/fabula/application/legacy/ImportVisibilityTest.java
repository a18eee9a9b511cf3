package dev.fabula.application.legacy;

import static dev.fabula.application.TestCaller.expect;
import static dev.fabula.application.TestCaller.expectProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.Rebuilt;
import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.legacy.GedcomChanges;
import dev.fabula.contracts.legacy.GedcomEvent;
import dev.fabula.contracts.legacy.GedcomEvent.GedcomImportFailed;
import dev.fabula.contracts.legacy.GedcomEvent.GedcomImportStarted;
import dev.fabula.contracts.legacy.GedcomEvent.GedcomImported;
import dev.fabula.contracts.legacy.GedcomFinding;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.LivingStatus;
import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.contracts.legacy.PersonCommand.AddPerson;
import dev.fabula.contracts.legacy.PersonCommand.ChangePerson;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.PersonName;
import dev.fabula.contracts.legacy.RelationshipCommand.AddRelationship;
import dev.fabula.contracts.legacy.RelationshipCommand.ChangeRelationship;
import dev.fabula.contracts.legacy.RelationshipCommand.RemoveRelationship;
import dev.fabula.contracts.legacy.RelationshipId;
import dev.fabula.contracts.legacy.RelationshipKind;
import dev.fabula.contracts.legacy.Sex;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.command.CommandSender;
import dev.fabula.eventstore.postgres.HistoryNode;
import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.ServerKind;
import dev.fabula.local.testing.TestServers;
import dev.fabula.query.ReadModelProgress;
import dev.fabula.query.legacy.ImportProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What readers see of an import before, while and after it is complete, over HTTP, tables and a real graph. */
class ImportVisibilityTest {

    private static final List<String> READ_MODELS = List.of("legacy", "gedcom-import", "person", "relationship", "kin");

    /** Read models that say they are no further than that. */
    private static final Map<String, Long> HELD = new ConcurrentHashMap<>();

    private static TestApplication application;
    private static TestCaller olivia;

    private final Map<String, String> people = new HashMap<>();
    private final Map<String, String> joined = new HashMap<>();
    private final String imports = Ulids.next();
    private long sequence;

    static class Slow {
        @Bean
        @Primary
        ImportProgress thirdOfTen() {
            return (tenant, imported) -> Optional.of(new ImportProgress.Progress(3, 10));
        }

        @Bean
        @Primary
        ReadModelProgress slow(@Qualifier("readModelProgress") ReadModelProgress real) {
            return new ReadModelProgress() {
                @Override
                public long reached(String projection) {
                    return Math.min(real.reached(projection), HELD.getOrDefault(projection, Long.MAX_VALUE));
                }

                @Override
                public boolean await(String projection, long position, Duration patience) throws InterruptedException {
                    return real.await(projection, position, patience);
                }
            };
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Endpoint neo4j = TestServers.of(ServerKind.NEO4J);
        application = TestApplication.start(
                ImportVisibilityTest.class,
                List.of(Slow.class),
                "--spring.profiles.active=local",
                "--fabula.neo4j.uri=bolt://" + neo4j.host() + ":" + neo4j.port(),
                "--fabula.neo4j.username=" + neo4j.username(),
                "--fabula.neo4j.password=" + neo4j.password());
        olivia = new TestCaller(application, "&tenant=alder&user=olivia");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    /** Of a legacy: Ann is the mother of Ben, the partner of Cid, and Ben's godparent is Cid. */
    private LegacyId family(String slug) throws Exception {
        LegacyId legacy = new LegacyId(expect(201, olivia.post("/api/legacies", Map.of("slug", slug, "name", slug)))
                .path("legacy")
                .asString());
        for (String name : List.of("Ann /Old/", "Ben /Mid/", "Cid /Zed/")) {
            person(slug, name, List.of(Map.of("kind", "death", "date", "1900")));
        }
        join(slug, "mother", Map.of("kind", "parent-child", "from", id("Ann"), "to", id("Ben")));
        join(slug, "partners", Map.of("kind", "partner", "from", id("Ann"), "to", id("Cid")));
        join(
                slug,
                "godparent",
                Map.of("kind", "association", "role", "godparent", "from", id("Ben"), "to", id("Cid")));
        return legacy;
    }

    private void person(String slug, String name, List<Map<String, String>> facts) throws Exception {
        people.put(
                name.substring(0, 3),
                expect(
                                201,
                                olivia.post(
                                        "/api/legacies/" + slug + "/people",
                                        Map.of(
                                                "sex", name.startsWith("Ann") ? "female" : "male",
                                                "names", List.of(Map.of("full", name)),
                                                "facts", facts)))
                        .path("person")
                        .asString());
    }

    private void join(String slug, String name, Map<String, String> body) throws Exception {
        joined.put(
                name,
                expect(201, olivia.post("/api/legacies/" + slug + "/relationships", body))
                        .path("relationship")
                        .asString());
    }

    private String id(String name) {
        return String.valueOf(people.get(name));
    }

    private RelationshipId relationship(String name) {
        return new RelationshipId(String.valueOf(joined.get(name)));
    }

    private static EventMetadata metadata() {
        return EventMetadata.of(new TenantId("alder"), new ActorId("olivia"), ActorKind.USER);
    }

    private static void send(Object command) {
        var _ = application.bean(CommandSender.class).send(command, metadata(), null);
    }

    private void append(GedcomEvent event) {
        application
                .bean(HistoryNode.class)
                .engine()
                .appendEvents(List.of(new GenericDomainEventMessage<>(
                        "GedcomImports", imports, sequence++, event, metadata().toMap())));
    }

    private static void catchUp() {
        olivia.follow(application.bean(History.class).head());
    }

    private String begin(LegacyId legacy) {
        String imported = Ulids.next();
        append(new GedcomImportStarted(imports, legacy, imported, "main", "vale.ged", 4711, "ab".repeat(32)));
        return imported;
    }

    /** Ann is renamed, Dot is born to Ben and he to Cid, Ann and Cid are no partners, Cid only saw Ben's baptism. */
    private void tell(LegacyId legacy, String imported) throws Exception {
        JsonNode ann = olivia.read("/api/legacies/" + legacy + "/people/" + id("Ann"));
        send(renamed(legacy, "Ann", ann.path("names").get(0).path("id").asString(), "Ann /Young/", imported));
        people.put("Dot", Ulids.next());
        send(new AddPerson(
                new PersonId(id("Dot")),
                legacy,
                Sex.FEMALE,
                List.of(name(Ulids.next(), "Dot /New/")),
                List.of(new LifeFact(Ulids.next(), "death", null, "1950", null, null, null, List.of())),
                List.of(),
                LivingStatus.INFERRED,
                List.of(),
                List.of("xref:@I4@"),
                imported));
        send(new AddRelationship(
                new RelationshipId(Ulids.next()),
                legacy,
                RelationshipKind.PARENT_CHILD,
                new PersonId(id("Ben")),
                new PersonId(id("Dot")),
                Pedigree.BIRTH,
                null,
                null,
                null,
                List.of(),
                List.of(),
                imported));
        send(new AddRelationship(
                new RelationshipId(Ulids.next()),
                legacy,
                RelationshipKind.PARENT_CHILD,
                new PersonId(id("Cid")),
                new PersonId(id("Ben")),
                Pedigree.BIRTH,
                null,
                null,
                null,
                List.of(),
                List.of(),
                imported));
        send(new RemoveRelationship(relationship("partners"), legacy, imported));
        send(new ChangeRelationship(
                relationship("godparent"), legacy, null, "witness", null, List.of(), List.of(), null, imported));
        catchUp();
    }

    private ChangePerson renamed(LegacyId legacy, String who, String name, String full, String imported) {
        return new ChangePerson(
                new PersonId(id(who)),
                legacy,
                null,
                List.of(name(name, full)),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                imported);
    }

    private static PersonName name(String id, String full) {
        return new PersonName(id, full, null, null, null, null, null, null, null, List.of());
    }

    private void complete(LegacyId legacy, String imported) {
        append(new GedcomImported(
                imports,
                legacy,
                imported,
                new TreeMap<>(Map.of("INDI", 2)),
                new GedcomChanges(1, 1, 0, 0, 0),
                new GedcomChanges(1, 1, 1, 0, 0),
                new TreeMap<>(),
                List.of(new GedcomFinding(3, "non-standard-tag", "What is _X?")),
                1));
        catchUp();
    }

    private JsonNode views(String slug) throws Exception {
        ObjectNode views = JsonMapper.shared().createObjectNode();
        views.set("overview", olivia.read("/api/legacies/" + slug));
        views.set("people", olivia.read("/api/legacies/" + slug + "/people"));
        for (String name : List.of("Ann", "Ben", "Cid")) {
            views.set(name, olivia.read("/api/legacies/" + slug + "/people/" + id(name)));
        }
        views.set("mother", relation("Ben", "Ann"));
        views.set("partner", relation("Ann", "Cid"));
        views.set("descendants", olivia.read("/api/graph/people/" + id("Ann") + "/descendants"));
        views.set("children", olivia.read("/api/graph/people/" + id("Cid") + "/descendants?depth=1"));
        views.set("relatives", olivia.read("/api/graph/people/" + id("Cid") + "/relatives?depth=1"));
        return views;
    }

    private JsonNode relation(String from, String to) throws Exception {
        return olivia.read("/api/graph/relationship?from=" + id(from) + "&to=" + id(to));
    }

    private static List<String> names(JsonNode list) {
        return list.path("people")
                .valueStream()
                .map(each -> each.path("name").asString())
                .toList();
    }

    private List<String> found(String slug, String beginning) throws Exception {
        return names(olivia.read("/api/legacies/" + slug + "/people?q=" + beginning));
    }

    /** The list page by page. */
    private List<String> paged(String slug) throws Exception {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = olivia.read("/api/legacies/" + slug + "/people?limit=1" + cursor);
            all.addAll(names(page));
            cursor = page.path("cursor").isString()
                    ? "&cursor=" + page.path("cursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        return all;
    }

    @Test
    void whatAnImportTellsIsSeenAtOnceWhenItIsComplete() throws Exception {
        LegacyId legacy = family("imported");
        JsonNode before = views("imported");
        assertThat(before.path("mother").path("words").asString()).isEqualTo("mother");
        assertThat(before.path("partner").path("words").asString()).isNotEqualTo("");
        String imported = begin(legacy);
        tell(legacy, imported);

        // Nothing of it is seen, wherever one looks.
        JsonNode meanwhile = views("imported");
        assertThat(meanwhile.path("overview")).isEqualTo(before.path("overview"));
        for (String view : List.of("people", "Ann", "Ben", "Cid", "mother", "partner", "descendants", "children")) {
            assertThat(meanwhile.path(view)).as(view).isEqualTo(before.path(view));
        }
        assertThat(paged("imported")).containsExactly("Ben Mid", "Ann Old", "Cid Zed");
        assertThat(found("imported", "old")).containsExactly("Ann Old");
        assertThat(found("imported", "young")).isEmpty();
        expectProblem(404, "not-found", olivia.get("/api/legacies/imported/people/" + id("Dot")));
        expectProblem(404, "not-found", olivia.get("/api/graph/people/" + id("Dot") + "/ancestors"));
        expectProblem(
                404, "not-found", olivia.get("/api/graph/relationship?from=" + id("Ann") + "&to=" + id("Dot")));
        JsonNode running = olivia.read("/api/legacies/imported/imports/" + imported);
        assertThat(running.path("state").asString()).isEqualTo("running");
        assertThat(running.has("records")).isFalse();
        assertThat(running.path("progress").toString()).isEqualTo("{\"done\":3,\"total\":10}");

        // What somebody does meanwhile is seen, and stays.
        expect(
                204,
                olivia.patch(
                        "/api/legacies/imported/people/" + id("Ann"), Map.of("notes", List.of("Had a boat."))));
        JsonNode ann = olivia.read("/api/legacies/imported/people/" + id("Ann"));
        assertThat(ann.path("name").asString()).isEqualTo("Ann Old");
        assertThat(ann.path("notes").toString()).isEqualTo("[\"Had a boat.\"]");

        complete(legacy, imported);
        JsonNode after = views("imported");
        assertThat(after.path("overview").path("counts").path("people").asInt()).isEqualTo(4);
        assertThat(names(after.path("people"))).containsExactly("Ben Mid", "Dot New", "Ann Young", "Cid Zed");
        assertThat(paged("imported")).isEqualTo(names(after.path("people")));
        assertThat(found("imported", "old")).isEmpty();
        assertThat(found("imported", "young")).containsExactly("Ann Young");
        assertThat(after.path("Ann").path("notes").toString()).isEqualTo("[\"Had a boat.\"]");
        assertThat(after.path("Ann").toString()).doesNotContain(id("Cid"));
        assertThat(after.path("Ben").toString()).contains("witness", id("Dot")).doesNotContain("godparent");
        assertThat(relation("Dot", "Ann").path("words").asString()).isEqualTo("grandmother");
        assertThat(after.path("partner").path("words").asString())
                .isNotEqualTo(before.path("partner").path("words").asString());
        assertThat(names(after.path("descendants"))).containsExactlyInAnyOrder("Ben Mid", "Dot New");
        assertThat(names(before.path("children"))).isEmpty();
        assertThat(names(after.path("children"))).containsExactly("Ben Mid");
        JsonNode done = olivia.read("/api/legacies/imported/imports/" + imported);
        assertThat(done.path("state").asString()).isEqualTo("complete");
        assertThat(done.path("import").asString()).isEqualTo(imported);
        assertThat(done.has("progress")).isFalse();
        assertThat(done.path("startedBy").asString()).isEqualTo("olivia");
        assertThat(done.path("people").path("changed").asInt()).isEqualTo(1);
        assertThat(done.path("problems").get(0).path("kind").asString()).isEqualTo("non-standard-tag");

        // Of what the next one changes, what this one told is seen.
        String next = begin(legacy);
        JsonNode dot = olivia.read("/api/legacies/imported/people/" + id("Dot"));
        send(renamed(legacy, "Dot", dot.path("names").get(0).path("id").asString(), "Dot /Aaa/", next));
        catchUp();
        assertThat(views("imported")).isEqualTo(after);

        Rebuilt.all(application, READ_MODELS);
        assertThat(views("imported")).isEqualTo(after);
        complete(legacy, next);
        assertThat(paged("imported")).containsExactly("Dot Aaa", "Ben Mid", "Ann Young", "Cid Zed");
    }

    @Test
    void anImportIsCompleteOnceEverythingThatItToldCanBeRead() throws Exception {
        LegacyId legacy = family("behind");
        JsonNode before = views("behind");
        String imported = begin(legacy);
        tell(legacy, imported);
        long told = application.bean(History.class).head();
        complete(legacy, imported);
        String relation = "/api/graph/relationship?from=" + id("Ben") + "&to=" + id("Ann");
        assertThat(names(olivia.read("/api/legacies/behind/people"))).contains("Dot New");
        TestCaller newcomer = new TestCaller(application, "&tenant=alder&user=olivia");
        try {
            HELD.put("relationship", told);
            assertThat(newcomer.read("/api/legacies/behind/people")).isEqualTo(before.path("people"));
            assertThat(newcomer.read("/api/legacies/behind/imports/" + imported)
                            .path("state")
                            .asString())
                    .isEqualTo("running");
            assertThat(newcomer.read(relation)).isEqualTo(before.path("mother"));
            HELD.clear();
            HELD.put("kin", told);
            assertThat(names(newcomer.read("/api/legacies/behind/people"))).contains("Dot New");
            expectProblem(503, "graph-behind", newcomer.get(relation));
            assertThat(newcomer.get(relation).headers().firstValue("Retry-After")).contains("1");
        } finally {
            HELD.clear();
        }
        assertThat(newcomer.read(relation).path("words").asString()).isEqualTo("mother");
    }

    @Test
    void whoIsTakenToLiveDependsOnCompleteImportsAlone() throws Exception {
        LegacyId legacy = family("living-imported");
        String people = "/api/legacies/living-imported/people";
        person("living-imported", "Eve /Vale/", List.of());
        TestCaller victor = new TestCaller(application, "&tenant=alder&user=victor");
        victor.follow(olivia);
        assertThat(names(victor.read(people))).containsExactly("Ben Mid", "Ann Old", "Cid Zed");
        String imported = begin(legacy);
        String parent = Ulids.next();
        send(new AddPerson(
                new PersonId(parent),
                legacy,
                Sex.MALE,
                List.of(name(Ulids.next(), "Fay /Vale/")),
                List.of(new LifeFact("birth-" + parent, "birth", null, "1780", null, null, null, List.of())),
                List.of(),
                LivingStatus.INFERRED,
                List.of(),
                List.of(),
                imported));
        RelationshipId child = new RelationshipId(Ulids.next());
        send(new AddRelationship(
                child,
                legacy,
                RelationshipKind.PARENT_CHILD,
                new PersonId(parent),
                new PersonId(id("Eve")),
                Pedigree.BIRTH,
                null,
                null,
                null,
                List.of(),
                List.of(),
                imported));
        catchUp();
        victor.follow(olivia);
        assertThat(names(victor.read(people))).containsExactly("Ben Mid", "Ann Old", "Cid Zed");
        assertThat(victor.read(people + "/" + id("Eve")).toString()).isEqualTo("{\"name\":\"Living\"}");
        complete(legacy, imported);
        victor.follow(olivia);
        assertThat(names(victor.read(people))).containsExactly("Ben Mid", "Ann Old", "Eve Vale", "Fay Vale", "Cid Zed");

        // The next file knows nothing of when the parent was born, and the one after it of no parent.
        String next = begin(legacy);
        send(new ChangePerson(
                new PersonId(parent),
                legacy,
                null,
                List.of(),
                List.of(),
                List.of("birth-" + parent),
                null,
                null,
                null,
                null,
                null,
                next));
        catchUp();
        victor.follow(olivia);
        assertThat(names(victor.read(people))).contains("Eve Vale", "Fay Vale");
        complete(legacy, next);
        victor.follow(olivia);
        assertThat(names(victor.read(people))).containsExactly("Ben Mid", "Ann Old", "Cid Zed");
        expect(
                204,
                olivia.patch(people + "/" + parent, Map.of("facts", List.of(Map.of("kind", "birth", "date", "1780")))));
        String last = begin(legacy);
        send(new RemoveRelationship(child, legacy, last));
        catchUp();
        victor.follow(olivia);
        assertThat(names(victor.read(people))).contains("Eve Vale", "Fay Vale");
        complete(legacy, last);
        victor.follow(olivia);
        assertThat(names(victor.read(people))).contains("Fay Vale").doesNotContain("Eve Vale");
    }

    @Test
    void importsAreListedForWhoMayImport() throws Exception {
        LegacyId legacy = family("listed");
        String first = begin(legacy);
        append(new GedcomImportFailed(imports, legacy, first, 12, "This is no level."));
        String second = begin(legacy);
        complete(legacy, second);
        JsonNode page = olivia.read("/api/legacies/listed/imports?limit=1");
        assertThat(page.path("imports")).hasSize(1);
        assertThat(page.path("imports").get(0).path("import").asString()).isEqualTo(second);
        JsonNode rest = olivia.read("/api/legacies/listed/imports?limit=1&cursor="
                + page.path("cursor").asString());
        assertThat(rest.path("imports").get(0).path("import").asString()).isEqualTo(first);
        assertThat(rest.path("imports").get(0).path("state").asString()).isEqualTo("failed");
        assertThat(rest.path("imports").get(0).path("failure").toString())
                .isEqualTo("{\"line\":12,\"reason\":\"This is no level.\"}");
        assertThat(rest.path("cursor").isString()).isFalse();
        expectProblem(404, "not-found", olivia.get("/api/legacies/listed/imports/" + Ulids.next()));
        TestCaller victor = new TestCaller(application, "&tenant=alder&user=victor");
        victor.follow(olivia);
        expectProblem(403, "right-missing", victor.get("/api/legacies/listed/imports"));
        expectProblem(403, "right-missing", victor.get("/api/legacies/listed/imports/" + first));
    }
}
