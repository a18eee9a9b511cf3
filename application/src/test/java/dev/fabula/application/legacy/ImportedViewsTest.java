package dev.fabula.application.legacy;

import static dev.fabula.application.TestCaller.expect;
import static dev.fabula.application.TestCaller.expectProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.legacy.GedcomChanges;
import dev.fabula.contracts.legacy.GedcomEvent;
import dev.fabula.contracts.legacy.GedcomEvent.GedcomImportStarted;
import dev.fabula.contracts.legacy.GedcomEvent.GedcomImported;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.LivingStatus;
import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.contracts.legacy.PersonCommand.AddPerson;
import dev.fabula.contracts.legacy.PersonCommand.ChangePerson;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.PersonName;
import dev.fabula.contracts.legacy.RelationshipCommand.AddRelationship;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What families, consents and views of the past show of an import before and after it is complete, over HTTP. */
class ImportedViewsTest {

    private static final EventMetadata METADATA =
            EventMetadata.of(new TenantId("alder"), new ActorId("olivia"), ActorKind.USER);

    private static TestApplication application;
    private static TestCaller olivia;

    private final String imports = Ulids.next();
    private long sequence;

    @BeforeAll
    static void start() throws Exception {
        application = TestApplication.start(ImportedViewsTest.class, List.of(), "--spring.profiles.active=local");
        olivia = new TestCaller(application, "&tenant=alder&user=olivia");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static String person(String name) throws Exception {
        return expect(201, olivia.post("/api/legacies/imported/people", Map.of("names", List.of(Map.of("full", name)))))
                .path("person")
                .asString();
    }

    private static String joined(String kind, String from, String to) throws Exception {
        return expect(
                        201,
                        olivia.post(
                                "/api/legacies/imported/relationships",
                                Map.of("kind", kind, "from", from, "to", to, "family", "F1")))
                .path("relationship")
                .asString();
    }

    private static void send(Object command) {
        var _ = application.bean(CommandSender.class).send(command, METADATA, null);
    }

    private void append(GedcomEvent event) {
        application
                .bean(HistoryNode.class)
                .engine()
                .appendEvents(List.of(new GenericDomainEventMessage<>(
                        "GedcomImports", imports, sequence++, event, METADATA.toMap())));
    }

    private static String now() throws InterruptedException {
        Thread.sleep(5);
        String now = "?asOf=" + Instant.now();
        Thread.sleep(5);
        return now;
    }

    private static List<String> names(JsonNode list) {
        return list.valueStream().map(each -> each.path("name").asString()).toList();
    }

    @Test
    void anImportIsSeenOnceItIsComplete() throws Exception {
        LegacyId legacy =
                new LegacyId(expect(201, olivia.post("/api/legacies", Map.of("slug", "imported", "name", "Imported")))
                        .path("legacy")
                        .asString());
        String ann = person("Ann /Vale/");
        String ben = person("Ben /Vale/");
        String child = person("Child /Vale/");
        joined("parent-child", ann, child);
        String partners = joined("partner", ann, ben);
        String path = "/api/legacies/imported";
        String annsPath = path + "/people/" + ann;
        JsonNode nameBefore = olivia.read(annsPath).path("names").get(0);

        // Ann is renamed and said to be dead, she and Ben are partners no more, Dot is found to be a parent of Child.
        String imported = Ulids.next();
        append(new GedcomImportStarted(imports, legacy, imported, "main", "vale.ged", 4711, "ab".repeat(32)));
        send(new ChangePerson(
                new PersonId(ann),
                legacy,
                null,
                List.of(new PersonName(
                        nameBefore.path("id").asString(),
                        "Anna /Vale/",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of())),
                List.of(new LifeFact(Ulids.next(), "death", null, "1950", null, null, null, List.of())),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                imported));
        String dot = Ulids.next();
        send(new AddPerson(
                new PersonId(dot),
                legacy,
                Sex.FEMALE,
                List.of(new PersonName(
                        Ulids.next(), "Dot /Vale/", null, null, null, null, null, null, null, List.of())),
                List.of(),
                List.of(),
                LivingStatus.INFERRED,
                List.of(),
                List.of(),
                imported));
        String dots = Ulids.next();
        send(new AddRelationship(
                new RelationshipId(dots),
                legacy,
                RelationshipKind.PARENT_CHILD,
                new PersonId(dot),
                new PersonId(child),
                Pedigree.BIRTH,
                null,
                "F2",
                1,
                List.of(),
                List.of(),
                imported));
        send(new RemoveRelationship(new RelationshipId(partners), legacy, imported));
        olivia.follow(application.bean(History.class).head());
        String meanwhile = now();

        assertThat(names(olivia.read(path + "/families/F1").path("partners"))).containsExactly("Ann Vale", "Ben Vale");
        assertThat(olivia.read(path + "/families").path("families")).hasSize(1);
        expectProblem(404, "not-found", olivia.get(path + "/families/F2"));
        expectProblem(404, "not-found", olivia.get(path + "/relationships/" + dots));
        expect(200, olivia.get(path + "/relationships/" + partners));
        assertThat(names(olivia.read(path + "/consents").path("consents")))
                .containsExactly("Ann Vale", "Ben Vale", "Child Vale");
        assertThat(olivia.read(annsPath + meanwhile).path("name").asString()).isEqualTo("Ann Vale");
        expectProblem(404, "not-found", olivia.get(path + "/people/" + dot + meanwhile));

        append(new GedcomImported(
                imports,
                legacy,
                imported,
                new TreeMap<>(Map.of("INDI", 4)),
                new GedcomChanges(1, 1, 0, 2, 0),
                new GedcomChanges(1, 0, 1, 1, 0),
                new TreeMap<>(),
                List.of(),
                0));
        olivia.follow(application.bean(History.class).head());

        assertThat(names(olivia.read(path + "/families/F1").path("partners"))).containsExactly("Anna Vale");
        assertThat(names(olivia.read(path + "/families/F2").path("partners"))).containsExactly("Dot Vale");
        assertThat(olivia.read(path + "/families").path("families")).hasSize(2);
        expectProblem(404, "not-found", olivia.get(path + "/relationships/" + partners));
        assertThat(names(olivia.read(path + "/consents").path("consents")))
                .containsExactly("Ben Vale", "Child Vale", "Dot Vale");
        // What was seen meanwhile stays what was seen meanwhile.
        assertThat(olivia.read(annsPath + meanwhile).path("name").asString()).isEqualTo("Ann Vale");
        expectProblem(404, "not-found", olivia.get(path + "/people/" + dot + meanwhile));
        assertThat(olivia.read(annsPath + now()).path("name").asString()).isEqualTo("Anna Vale");
        assertThat(olivia.read(path + "/people/" + dot + now()).path("name").asString())
                .isEqualTo("Dot Vale");
    }
}
