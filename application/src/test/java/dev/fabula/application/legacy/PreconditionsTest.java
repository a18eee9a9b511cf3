package dev.fabula.application.legacy;

import static dev.fabula.application.TestCaller.expect;
import static dev.fabula.application.TestCaller.expectProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.legacy.LegacyCommand.InviteMember;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.MemberRole;
import dev.fabula.contracts.legacy.PersonEvent.PersonChanged;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.command.CommandSender;
import dev.fabula.eventstore.postgres.HistoryNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Under which conditions a change of a legacy is made, over HTTP: of which version, how often, until when. */
class PreconditionsTest {

    private static final TenantId ALDER = new TenantId("alder");

    private static TestApplication application;
    private static TestCaller olivia;
    private static TestCaller victor;
    private static String legacy;
    private static String id;

    @BeforeAll
    static void start() throws Exception {
        application = TestApplication.start(PreconditionsTest.class, List.of(), "--spring.profiles.active=local");
        olivia = new TestCaller(application, "&tenant=alder&user=olivia");
        victor = new TestCaller(application, "&tenant=alder&user=victor");
        id = expect(201, olivia.post("/api/legacies", Map.of("slug", "versions", "name", "Versions")))
                .path("legacy")
                .asString();
        legacy = "/api/legacies/versions";
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static String person(String name) throws Exception {
        return expect(
                        201,
                        olivia.post(
                                legacy + "/people",
                                Map.of(
                                        "names", List.of(Map.of("full", name)),
                                        "facts", List.of(Map.of("kind", "death", "date", "1900")))))
                .path("person")
                .asString();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }

    private static Map<String, Object> noted(String note) {
        return Map.of("notes", List.of(note));
    }

    private static int events(String stream) {
        return application.bean(History.class).stream(ALDER, stream, Long.MAX_VALUE)
                .size();
    }

    private static void expectStale(long current, HttpResponse<String> answer) {
        expectProblem(412, "version-stale", answer);
        assertThat(TestApplication.json(answer).path("current_version").asLong(-1))
                .isEqualTo(current);
    }

    @Test
    void aPersonIsChangedAtTheVersionThatWasRead() throws Exception {
        String person = person("Ann /Vale/");
        String path = legacy + "/people/" + person;
        HttpResponse<String> read = olivia.get(path);
        assertThat(header(read, "Fabula-Version")).isEqualTo("0");
        String tag = header(read, "ETag");
        assertThat(tag).startsWith("W/\"0.");
        assertThat(olivia.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);

        HttpResponse<String> changed = olivia.patch(path, noted("One."), "If-Match", tag);
        expect(204, changed);
        assertThat(header(changed, "Fabula-Version")).isEqualTo("1");
        expectStale(1, olivia.patch(path, noted("Two."), "If-Match", tag));
        expectStale(1, olivia.patch(path, noted("Two."), "If-Match", "\"0\""));
        // A version that has never been is not the current one, either.
        expectStale(1, olivia.patch(path, noted("Two."), "If-Match", "\"2\""));
        expectStale(1, olivia.patch(path, noted("Two."), "If-Match", "\"something\""));
        // Before anything else is said against it.
        expectStale(1, olivia.patch(path, Map.of("removed", List.of("no-such")), "If-Match", "\"0\""));
        assertThat(events(person)).isEqualTo(2);
        expect(204, olivia.patch(path, noted("Two."), "If-Match", "\"7\", \"1\""));
        expect(204, olivia.patch(path, noted("Three."), "If-Match", "*"));
        expect(204, olivia.patch(path, noted("Four.")));
        assertThat(header(olivia.get(path), "Fabula-Version")).isEqualTo("4");
        // What says nothing new changes nothing, and has to be of the current version all the same.
        expect(204, olivia.patch(path, noted("Four."), "If-Match", "\"4\""));
        expectStale(4, olivia.patch(path, noted("Four."), "If-Match", "\"3\""));
        expectStale(4, olivia.delete(path, "If-Match", "\"3\""));
        expect(204, olivia.delete(path, "If-Match", "\"4\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7", "\"7\" \"8\"", "\"7\",", "W/7", "", "\"7\",*"})
    void whatIsNoListOfTagsIsRefused(String header) throws Exception {
        String person = person("Tags /Vale/");
        JsonNode problem = expect(400, olivia.patch(legacy + "/people/" + person, noted("x"), "If-Match", header));
        assertThat(problem.path("detail").asString()).startsWith("If-Match is a version in quotes");
        assertThat(events(person)).isOne();
    }

    @Test
    void theApiSaysWhatTakesAVersionAndWhatTakesATime() throws Exception {
        JsonNode paths = TestApplication.json(application.get("/openapi")).path("paths");
        String people = "/api/legacies/{idOrSlug}/people/{person}";
        assertThat(parameters(paths.path(people).path("patch"))).contains("If-Match");
        assertThat(paths.path(people).path("patch").path("responses").has("412"))
                .isTrue();
        assertThat(parameters(paths.path("/api/stories/{id}/tags").path("put"))).contains("If-Match");
        assertThat(parameters(paths.path("/api/legacies/{idOrSlug}/relationships/{relationship}")
                        .path("delete")))
                .contains("If-Match");
        assertThat(parameters(paths.path("/api/legacies/{idOrSlug}/people").path("post")))
                .doesNotContain("If-Match");
        assertThat(parameters(paths.path(people).path("get"))).contains("asOf");
        assertThat(parameters(paths.path("/api/stories/{story}").path("get"))).contains("asOf");
    }

    private static List<String> parameters(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .map(each -> each.path("name").asString())
                .toList();
    }

    @Test
    void mergingTellingApartAndAttributingAreOfAVersionToo() throws Exception {
        String ann = person("Ann /Vale/");
        String anna = person("Anna /Vale/");
        String path = legacy + "/people/" + ann;
        Map<String, String> other = Map.of("merged", anna);
        expectStale(0, olivia.post(path + "/merge", other, "If-Match", "\"1\""));
        expect(204, olivia.post(path + "/merge", other, "If-Match", "\"0\""));
        expect(204, olivia.patch(path, Map.of("facts", List.of(Map.of("kind", "census"))), "If-Match", "\"1\""));
        expectStale(2, olivia.post(path + "/unmerge", other, "If-Match", "\"1\""));
        expect(204, olivia.post(path + "/unmerge", other, "If-Match", "\"2\""));
        String part = olivia.read(path).path("undecided").get(0).asString();
        expectStale(3, olivia.post(path + "/undecided/" + part, Map.of("person", anna), "If-Match", "\"2\""));
        expect(204, olivia.post(path + "/undecided/" + part, Map.of("person", anna), "If-Match", "\"3\""));
    }

    @Test
    void aRelationshipIsChangedAtTheVersionThatWasRead() throws Exception {
        String ann = person("Ann /Vale/");
        String ben = person("Ben /Vale/");
        HttpResponse<String> made = olivia.post(
                legacy + "/relationships", Map.of("kind", "parent-child", "from", ann, "to", ben, "family", "Fv"));
        String path = legacy + "/relationships/"
                + expect(201, made).path("relationship").asString();
        assertThat(header(made, "Fabula-Version")).isEqualTo("0");
        HttpResponse<String> read = olivia.get(path);
        assertThat(header(read, "Fabula-Version")).isEqualTo("0");
        assertThat(olivia.read(legacy + "/families/Fv")
                        .at("/children/0/parents/0/version")
                        .asLong(-1))
                .isZero();
        expect(204, olivia.patch(path, Map.of("pedigree", "adopted"), "If-Match", header(read, "ETag")));
        expectStale(1, olivia.patch(path, Map.of("pedigree", "foster"), "If-Match", "\"0\""));
        expectStale(1, olivia.delete(path, "If-Match", "\"0\""));
        assertThat(olivia.read(path).path("pedigree").asString()).isEqualTo("adopted");
        expect(204, olivia.delete(path, "If-Match", "\"1\""));
        expectProblem(404, "not-found", olivia.get(path));
    }

    @Test
    void aStoryIsChangedAtTheVersionThatWasRead() throws Exception {
        String story = expect(201, olivia.post(legacy + "/stories", Map.of("title", "The lamp", "text", "She lit it.")))
                .path("story")
                .asString();
        String path = "/api/stories/" + story;
        String tag = header(olivia.get(path), "ETag");
        Map<String, String> text = Map.of("title", "The lamp", "text", "Every evening.");
        expect(204, olivia.post(path + "/revisions", text, "If-Match", tag));
        expectStale(1, olivia.post(path + "/revisions", text, "If-Match", tag));
        expectStale(1, olivia.put(path + "/tags", Map.of("tags", List.of("sea")), "If-Match", tag));
        expectStale(1, olivia.post(path + "/publication", Map.of(), "If-Match", tag));
        expect(204, olivia.post(path + "/publication", Map.of(), "If-Match", "\"1\""));
        expectStale(2, olivia.delete(path, "If-Match", "\"1\""));
        expect(204, olivia.delete(path, "If-Match", "\"2\""));
        expectStale(3, olivia.post(path + "/restoration", Map.of(), "If-Match", "\"2\""));
    }

    @Test
    void ofManyWhoChangeTheSameVersionOneDoes() throws Exception {
        String person = person("Contended /Vale/");
        String path = legacy + "/people/" + person;
        for (int round = 0; round < 5; round++) {
            String version = "\"" + round + '"';
            List<Callable<HttpResponse<String>>> wishes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Map<String, Object> body = noted("Round " + round + " of " + i);
                wishes.add(() -> olivia.patch(path, body, "If-Match", version));
            }
            int done = 0;
            try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<HttpResponse<String>> answer : people.invokeAll(wishes)) {
                    if (answer.get().statusCode() == 204) {
                        done++;
                    } else {
                        expectStale(round + 1, answer.get());
                    }
                }
            }
            assertThat(done).isOne();
            assertThat(events(person)).isEqualTo(round + 2);
        }
    }

    @Test
    void whatAnotherNodeHasChangedMeanwhileCounts() throws Exception {
        String person = person("Elsewhere /Vale/");
        String path = legacy + "/people/" + person;
        expect(204, olivia.patch(path, noted("Here."), "If-Match", "\"0\""));
        // This node keeps version 1; the other has made it 2.
        changedElsewhere(person, 2, "There.");
        expectStale(2, olivia.patch(path, noted("Of one."), "If-Match", "\"1\""));
        changedElsewhere(person, 3, "There again.");
        expect(204, olivia.patch(path, noted("Of three."), "If-Match", "\"3\""));
        changedElsewhere(person, 5, "And again.");
        expectStale(5, olivia.patch(path, noted("Of four."), "If-Match", "\"4\""));
        // Also for the better: what this node keeps is behind, and what was read elsewhere is not.
        expect(204, olivia.patch(path, noted("Of five.")));
        changedElsewhere(person, 7, "Once more.");
        expect(204, olivia.patch(path, noted("Of seven."), "If-Match", "\"7\""));
        assertThat(events(person)).isEqualTo(9);
    }

    /** Appended past this node's copy, as another node appends. */
    private static void changedElsewhere(String person, long sequence, String note) {
        PersonChanged changed = new PersonChanged(
                new PersonId(person),
                new LegacyId(id),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(note),
                null,
                null,
                null,
                null,
                null);
        application
                .bean(HistoryNode.class)
                .engine()
                .appendEvents(List.of(new GenericDomainEventMessage<>(
                        "Person",
                        person,
                        sequence,
                        changed,
                        EventMetadata.of(ALDER, new ActorId("edgar"), ActorKind.USER)
                                .toMap())));
    }

    @Test
    void aRepetitionIsAnsweredAsItWasAndDoneOnce() throws Exception {
        String[] key = {"Idempotency-Key", "\"once-person\""};
        Map<String, Object> body = Map.of("names", List.of(Map.of("full", "Once /Vale/")));
        HttpResponse<String> first = olivia.post(legacy + "/people", body, key);
        HttpResponse<String> again = olivia.post(legacy + "/people", body, key);
        String person = expect(201, first).path("person").asString();
        expectSame(first, again);
        assertThat(events(person)).isOne();
        expectProblem(
                422,
                "idempotency-key-reused",
                olivia.post(legacy + "/people", Map.of("names", List.of(Map.of("full", "Twice /Vale/"))), key));

        // Also where the version that it was of is another by then, and the person is not there any more.
        String path = legacy + "/people/" + person;
        String[] change = {"Idempotency-Key", "\"once-change\"", "If-Match", "\"0\""};
        HttpResponse<String> changed = olivia.patch(path, noted("One."), change);
        expect(204, changed);
        expectSame(changed, olivia.patch(path, noted("One."), change));
        expectProblem(422, "idempotency-key-reused", olivia.patch(path, noted("Two."), change));
        HttpResponse<String> removed = olivia.delete(path, "Idempotency-Key", "\"once-delete\"");
        expect(204, removed);
        expectSame(removed, olivia.delete(path, "Idempotency-Key", "\"once-delete\""));
        expectProblem(404, "not-found", olivia.delete(path, "Idempotency-Key", "\"another-delete\""));
        assertThat(events(person)).isEqualTo(3);
    }

    private record Change(String path, Map<String, String> body, Map<String, String> other) {}

    @Test
    void eachKindOfChangeIsDoneOnce() throws Exception {
        String ann = person("Ann /Vale/");
        String ben = person("Ben /Vale/");
        String story = expect(201, olivia.post(legacy + "/stories", Map.of("title", "Once", "text", "One.")))
                .path("story")
                .asString();
        List<Change> changes = List.of(
                new Change(
                        legacy + "/relationships",
                        Map.of("kind", "partner", "from", ann, "to", ben),
                        Map.of("kind", "parent-child", "from", ann, "to", ben)),
                new Change(
                        legacy + "/contexts",
                        Map.of("kind", "place", "name", "Here"),
                        Map.of("kind", "place", "name", "There")),
                new Change(
                        legacy + "/stories",
                        Map.of("title", "New", "text", "Two."),
                        Map.of("title", "Old", "text", "Two.")),
                new Change(legacy + "/name", Map.of("name", "Renamed"), Map.of("name", "Renamed again")),
                new Change(legacy + "/consents", Map.of("person", ann), Map.of("person", ben)),
                new Change(
                        legacy + "/consents/grant",
                        Map.of("person", ben),
                        Map.of("person", ben, "evidence", "a letter")),
                new Change(legacy + "/invitations", Map.of("role", "viewer"), Map.of("role", "editor")),
                new Change(
                        "/api/stories/" + story + "/revisions",
                        Map.of("title", "Once", "text", "Three."),
                        Map.of("title", "Once", "text", "Four.")));
        for (Change change : changes) {
            String[] key = {"Idempotency-Key", '"' + change.path() + '"'};
            HttpResponse<String> first = olivia.post(change.path(), change.body(), key);
            assertThat(first.statusCode()).as(first.body()).isBetween(201, 204);
            long decided = application.decided();
            HttpResponse<String> again = olivia.post(change.path(), change.body(), key);
            assertThat(again.statusCode()).isEqualTo(first.statusCode());
            assertThat(header(again, "Fabula-Position")).isEqualTo(header(first, "Fabula-Position"));
            assertThat(application.decided()).as(change.path()).isEqualTo(decided);
            // Codes are told once.
            if (!first.body().contains("code")) {
                assertThat(again.body()).isEqualTo(first.body());
            } else {
                assertThat(again.body()).isEqualTo("{}");
            }
            expectProblem(422, "idempotency-key-reused", olivia.post(change.path(), change.other(), key));
        }
        HttpResponse<String> missing = application.send(
                HttpRequest.newBuilder(application.uri(legacy + "/people"))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"names\":[{\"full\":\"No /Key/\"}]}")),
                "Authorization",
                application.bearer("&tenant=alder&user=olivia"),
                "Content-Type",
                "application/json");
        assertThat(expect(400, missing).path("detail").asString()).contains("Idempotency-Key");
    }

    private static void expectSame(HttpResponse<String> first, HttpResponse<String> again) {
        assertThat(again.statusCode()).as(again.body()).isEqualTo(first.statusCode());
        assertThat(again.body()).isEqualTo(first.body());
        for (String name : List.of("Fabula-Position", "Fabula-Version", "Location")) {
            assertThat(header(again, name)).as(name).isEqualTo(header(first, name));
        }
    }

    @Test
    void anInvitationIsGoodNoLongerOnceItHasExpired() throws Exception {
        invite("expired", Instant.now().minusSeconds(1));
        invite("open", Instant.now().plusSeconds(60));
        expectProblem(404, "code-not-good", victor.post(legacy + "/invitations/accept", Map.of("code", "expired")));
        victor.follow(olivia);
        expectProblem(403, "right-missing", victor.get(legacy + "/members"));
        expect(204, victor.post(legacy + "/invitations/accept", Map.of("code", "open")));
        assertThat(victor.read(legacy + "/members").toString()).contains("victor");
    }

    /** As the controller asks for it, at a time that is over. */
    private static void invite(String code, Instant until) throws Exception {
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8)));
        var _ = application
                .bean(CommandSender.class)
                .send(
                        new InviteMember(
                                new LegacyId(id), Ulids.next(), MemberRole.VIEWER, null, null, hash, until, "olivia"),
                        EventMetadata.of(ALDER, new ActorId("olivia"), ActorKind.USER),
                        null);
    }
}
