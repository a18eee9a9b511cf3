package dev.fabula.application.legacy;

import static dev.fabula.application.TestCaller.expect;
import static dev.fabula.application.TestCaller.expectProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.application.TestApplication;
import dev.fabula.application.TestCaller;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.LegacyEvent.MemberInvited;
import dev.fabula.contracts.legacy.PersonEvent.ConsentGranted;
import dev.fabula.contracts.legacy.PersonEvent.ConsentRequested;
import dev.fabula.contracts.legacy.PersonEvent.ConsentWithdrawn;
import dev.fabula.contracts.legacy.PersonEvent.PersonAdded;
import dev.fabula.contracts.legacy.PersonEvent.PersonUnmergedFrom;
import dev.fabula.contracts.legacy.PersonEvent.PersonsMerged;
import dev.fabula.contracts.legacy.PersonEvent.PersonsUnmerged;
import dev.fabula.contracts.legacy.StoryEvent;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.History;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Legacies as people write them, over HTTP. */
class LegacyWritingTest {

    private static final TenantId ALDER = new TenantId("alder");

    private static TestApplication application;
    private static TestCaller olivia;
    private static TestCaller edgar;
    private static TestCaller clara;
    private static TestCaller victor;
    private static TestCaller oscar;

    @BeforeAll
    static void start() throws Exception {
        application = TestApplication.start(LegacyWritingTest.class, List.of(), "--spring.profiles.active=local");
        olivia = new TestCaller(application, "&tenant=alder&user=olivia");
        edgar = new TestCaller(application, "&tenant=alder&user=edgar");
        clara = new TestCaller(application, "&tenant=alder&user=clara");
        victor = new TestCaller(application, "&tenant=alder&user=victor");
        oscar = new TestCaller(application, "&tenant=birch&user=oscar");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static String legacy(TestCaller owner, String slug) throws Exception {
        return expect(201, owner.post("/api/legacies", Map.of("slug", slug, "name", "The " + slug)))
                .path("legacy")
                .asString();
    }

    private static String person(TestCaller caller, String legacy, String name, Object... facts) throws Exception {
        return expect(
                        201,
                        caller.post(
                                "/api/legacies/" + legacy + "/people",
                                Map.of("names", List.of(Map.of("full", name)), "facts", List.of(facts))))
                .path("person")
                .asString();
    }

    private static Map<String, String> fact(String kind, String date) {
        return Map.of("kind", kind, "date", date);
    }

    private static List<DomainEvent> events(String stream) {
        return application.bean(History.class).stream(ALDER, stream, Long.MAX_VALUE).stream()
                .map(Recorded::event)
                .toList();
    }

    private static <T> T last(String stream, Class<T> type) {
        return events(stream).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    @Test
    void aSlugIsTakenByOneOfMany() throws Exception {
        List<Callable<HttpResponse<String>>> wishes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            wishes.add(() -> olivia.post("/api/legacies", Map.of("slug", "one-of-many", "name", "One")));
        }
        int created = 0;
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<HttpResponse<String>> answer : people.invokeAll(wishes)) {
                if (answer.get().statusCode() == 201) {
                    created++;
                } else {
                    expectProblem(409, "slug-taken", answer.get());
                }
            }
        }
        assertThat(created).isOne();
        // Another tenant has slugs of its own.
        legacy(oscar, "one-of-many");
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        for (String slug : List.of("ab", "Vale", "-vale", "vale--x", "01j8z000000000000000000042", "x".repeat(61))) {
            HttpResponse<String> answer = olivia.post("/api/legacies", Map.of("slug", slug, "name", "x"));
            assertThat(answer.statusCode()).as(slug).isBetween(400, 422);
        }
        String legacy = legacy(olivia, "wrong-input");
        String people = "/api/legacies/" + legacy + "/people";
        assertThat(olivia.post(people, Map.of("names", List.of())).statusCode()).isEqualTo(400);
        assertThat(olivia.postRaw(people, "{\"names\":[{\"full\":\"A\"}],\"colour\":1}")
                        .statusCode())
                .isEqualTo(400);
        expectProblem(
                404,
                "not-found",
                olivia.post("/api/legacies/no-such/people", Map.of("names", List.of(Map.of("full", "A")))));
        String one = person(olivia, legacy, "One /A/");
        expectProblem(
                404,
                "not-found",
                olivia.post(
                        "/api/legacies/" + legacy + "/relationships",
                        Map.of("kind", "partner", "from", one, "to", "01J8Z000000000000000000042")));
        expectProblem(
                422,
                "same-person",
                olivia.post(
                        "/api/legacies/" + legacy + "/relationships",
                        Map.of("kind", "partner", "from", one, "to", one)));
        String two = person(olivia, legacy, "Two /A/");
        Map<String, String> partners = Map.of("kind", "partner", "from", one, "to", two);
        expect(201, olivia.post("/api/legacies/" + legacy + "/relationships", partners));
        expectProblem(
                409,
                "relationship-exists",
                olivia.post(
                        "/api/legacies/" + legacy + "/relationships",
                        Map.of("kind", "partner", "from", two, "to", one)));
    }

    @Test
    void eachScopeHasItsRoles() throws Exception {
        String legacy = legacy(olivia, "scopes");
        String people = "/api/legacies/scopes/people";
        Map<String, Object> somebody = Map.of("names", List.of(Map.of("full", "Some /Body/")));
        // The tenant's editors edit everywhere, its contributors only write, its viewers only read.
        expect(201, edgar.post(people, somebody));
        expectProblem(403, "right-missing", clara.post(people, somebody));
        expectProblem(403, "right-missing", victor.post(people, somebody));
        expectProblem(403, "right-missing", edgar.post("/api/legacies/scopes/name", Map.of("name", "Ours")));
        expectProblem(403, "right-missing", victor.post("/api/legacies", Map.of("slug", "viewers", "name", "x")));
        expectProblem(404, "not-found", oscar.post(people, somebody));
        assertThat(expect(403, clara.post(people, somebody)).path("right").asString())
                .isEqualTo("edit-people");

        expect(204, olivia.put("/api/legacies/" + legacy + "/members/clara", Map.of("role", "editor")));
        expect(201, clara.post(people, somebody));
        expect(204, olivia.delete("/api/legacies/" + legacy + "/members/clara"));
        expectProblem(403, "right-missing", clara.post(people, somebody));

        Map<String, String> text = Map.of("title", "The lamp", "text", "She lit it every evening.");
        expectProblem(403, "right-missing", victor.post("/api/legacies/scopes/stories", text));
        String story = expect(201, clara.post("/api/legacies/scopes/stories", text))
                .path("story")
                .asString();
        Map<String, Object> revision = Map.of("title", "The lamp", "text", "Every evening.", "expectedRevision", 1);
        expectProblem(404, "not-found", victor.post("/api/stories/" + story + "/revisions", revision));
        expectProblem(404, "not-found", victor.post("/api/stories/" + story + "/flags", Map.of("reason", "other")));
        expectProblem(
                422,
                "role-not-for-stories",
                olivia.put("/api/legacies/scopes/members/victor", Map.of("role", "owner", "story", story)));
        expect(204, olivia.put("/api/legacies/scopes/members/victor", Map.of("role", "contributor", "story", story)));
        expect(204, victor.post("/api/stories/" + story + "/revisions", revision));
        expectProblem(409, "story-has-moved-on", clara.post("/api/stories/" + story + "/revisions", revision));
        expectProblem(403, "right-missing", victor.delete("/api/stories/" + story));
        expectProblem(404, "not-found", oscar.delete("/api/stories/" + story));
    }

    @Test
    void anOwnerRemains() throws Exception {
        legacy(olivia, "owners");
        expectProblem(409, "last-owner", olivia.delete("/api/legacies/owners/members/olivia"));
        expect(204, olivia.put("/api/legacies/owners/members/clara", Map.of("role", "owner")));
        expect(204, olivia.delete("/api/legacies/owners/members/olivia"));
        expectProblem(409, "last-owner", clara.put("/api/legacies/owners/members/clara", Map.of("role", "viewer")));
        expect(204, clara.post("/api/legacies/owners/archive", Map.of()));
        expectProblem(
                409,
                "legacy-archived",
                clara.post("/api/legacies/owners/people", Map.of("names", List.of(Map.of("full", "A")))));
    }

    @Test
    void anInvitationIsGoodOnceAndForAWhile() throws Exception {
        String legacy = legacy(olivia, "invitations");
        var invited = expect(
                201,
                olivia.post(
                        "/api/legacies/invitations/invitations",
                        Map.of("role", "editor", "email", "clara@example.org", "days", 3)));
        String code = invited.path("code").asString();
        assertThat(events(legacy).toString()).doesNotContain(code);
        assertThat(last(legacy, MemberInvited.class).email()).isEqualTo("clara@example.org");
        expectProblem(
                404,
                "code-not-good",
                clara.post("/api/legacies/invitations/invitations/accept", Map.of("code", code + "x")));
        expect(204, clara.post("/api/legacies/invitations/invitations/accept", Map.of("code", code)));
        expectProblem(
                404,
                "code-not-good",
                victor.post("/api/legacies/invitations/invitations/accept", Map.of("code", code)));
        person(clara, legacy, "By /Clara/");

        var withdrawn = expect(201, olivia.post("/api/legacies/invitations/invitations", Map.of("role", "viewer")));
        expect(
                204,
                olivia.delete("/api/legacies/invitations/invitations/"
                        + withdrawn.path("invitation").asString()));
        expectProblem(
                404,
                "code-not-good",
                victor.post(
                        "/api/legacies/invitations/invitations/accept",
                        Map.of("code", withdrawn.path("code").asString())));
    }

    @Test
    void whoWereMergedAreToldApartAgainAlsoAfterMoreWasSaid() throws Exception {
        String legacy = legacy(olivia, "merging");
        String people = "/api/legacies/merging/people/";
        String ann = person(olivia, legacy, "Ann /Vale/", fact("birth", "1871"));
        String anna = person(olivia, legacy, "Anna /Vail/", fact("death", "1940"), fact("occupation", "1900"));
        PersonAdded annas = last(anna, PersonAdded.class);
        String death = annas.facts().get(0).id();
        String occupation = annas.facts().get(1).id();

        expect(204, olivia.post(people + ann + "/merge", Map.of("merged", anna)));
        assertThat(last(ann, PersonsMerged.class).facts()).isEqualTo(annas.facts());
        expectProblem(409, "person-merged", olivia.patch(people + anna, Map.of("sex", "female")));
        expectProblem(409, "person-merged", olivia.post(people + anna + "/merge", Map.of("merged", ann)));

        // What was hers is put right, something of hers is found wrong, something comes from nobody knows whom.
        expect(
                204,
                olivia.patch(
                        people + ann,
                        Map.of(
                                "facts", List.of(Map.of("id", death, "kind", "death", "date", "1941")),
                                "removed", List.of(occupation))));
        expect(204, olivia.patch(people + ann, Map.of("facts", List.of(fact("census", "1901")))));
        expect(204, olivia.patch(people + ann, Map.of("facts", List.of(fact("burial", "1942")), "about", anna)));

        expect(204, olivia.post(people + ann + "/unmerge", Map.of("merged", anna)));
        PersonUnmergedFrom back = last(anna, PersonUnmergedFrom.class);
        assertThat(back.names()).isEqualTo(annas.names());
        assertThat(back.facts())
                .extracting(fact -> fact.kind() + " " + fact.date())
                .containsExactlyInAnyOrder("death 1941", "burial 1942");
        assertThat(back.removed()).containsExactly(occupation);
        PersonsUnmerged apart = last(ann, PersonsUnmerged.class);
        assertThat(apart.undecided()).hasSize(1);
        String census = apart.undecided().getFirst();

        expectProblem(409, "not-undecided", olivia.post(people + ann + "/undecided/" + death, Map.of("person", ann)));
        expect(204, olivia.post(people + ann + "/undecided/" + census, Map.of("person", anna)));
        expectProblem(409, "not-undecided", olivia.post(people + ann + "/undecided/" + census, Map.of("person", ann)));
        expectProblem(409, "not-merged", olivia.post(people + ann + "/unmerge", Map.of("merged", anna)));
        // Hers for good: she can change it, and the other cannot.
        expect(204, olivia.patch(people + anna, Map.of("removed", List.of(census))));
        expectProblem(422, "no-such-part", olivia.patch(people + ann, Map.of("removed", List.of(census))));
    }

    @Test
    void crossedMergesEndOneWayOrTheOther() throws Exception {
        String legacy = legacy(olivia, "crossed");
        String people = "/api/legacies/crossed/people/";
        String one = person(olivia, legacy, "One /A/");
        String two = person(olivia, legacy, "Two /A/");
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers = both.invokeAll(List.of(
                    () -> olivia.post(people + one + "/merge", Map.of("merged", two)),
                    () -> olivia.post(people + two + "/merge", Map.of("merged", one))));
            List<Integer> statuses = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : answers) {
                statuses.add(answer.get().statusCode());
            }
            assertThat(statuses).containsExactlyInAnyOrder(204, 409);
        }
    }

    @Test
    void consentIsThePersonsOwn() throws Exception {
        String legacy = legacy(olivia, "consents");
        String person = person(olivia, legacy, "Living /Vale/");
        String consents = "/api/legacies/consents/consents";
        expectProblem(403, "right-missing", clara.post(consents, Map.of("person", person)));
        String code = expect(201, olivia.post(consents, Map.of("person", person, "contact", "by letter")))
                .path("code")
                .asString();
        assertThat(last(person, ConsentRequested.class).codeHash()).doesNotContain(code);
        expectProblem(
                404, "code-not-good", victor.post(consents + "/grant", Map.of("person", person, "code", "guessed")));
        expect(204, victor.post(consents + "/grant", Map.of("person", person, "code", code)));
        assertThat(last(person, ConsentGranted.class).consent()).isNotNull();
        expect(204, victor.post(consents + "/withdraw", Map.of("person", person, "code", code)));
        assertThat(last(person, ConsentWithdrawn.class)).isNotNull();
    }

    @Test
    void aStoryIsRevisedPublishedFlaggedRemovedAndRestored() throws Exception {
        String legacy = legacy(olivia, "stories");
        String mira = person(olivia, legacy, "Mira /Vale/");
        String place = expect(
                        201,
                        olivia.post(
                                "/api/legacies/stories/contexts", Map.of("kind", "place", "name", "The lighthouse")))
                .path("context")
                .asString();
        String story = expect(
                        201,
                        olivia.post(
                                "/api/legacies/stories/stories",
                                Map.of(
                                        "title",
                                        "The lamp",
                                        "text",
                                        "She lit it.",
                                        "people",
                                        List.of(mira),
                                        "contexts",
                                        List.of(place))))
                .path("story")
                .asString();
        String path = "/api/stories/" + story;
        expect(204, olivia.put(path + "/tags", Map.of("tags", List.of("sea", "light", "sea"))));
        expect(204, olivia.post(path + "/revisions", Map.of("title", "The lamp", "text", "Every evening.")));
        expectProblem(422, "no-such-revision", olivia.post(path + "/publication", Map.of("revision", 3)));
        expect(204, olivia.post(path + "/publication", Map.of()));
        expect(204, victor.post(path + "/flags", Map.of("reason", "inaccurate", "note", "It was a gas lamp.")));
        String flag = last(story, StoryEvent.StoryFlagged.class).flag();
        expectProblem(
                403,
                "right-missing",
                victor.post(path + "/flags/" + flag + "/resolution", Map.of("resolution", "dismissed")));
        expect(204, edgar.post(path + "/flags/" + flag + "/resolution", Map.of("resolution", "dismissed")));
        expect(204, edgar.delete(path));
        expectProblem(409, "story-removed", olivia.post(path + "/revisions", Map.of("title", "x", "text", "y")));
        expect(204, edgar.post(path + "/restoration", Map.of()));
        expect(204, olivia.post(path + "/revisions", Map.of("title", "x", "text", "y")));
        assertThat(last(story, StoryEvent.StoryRevised.class).revision()).isEqualTo(3);
    }
}
