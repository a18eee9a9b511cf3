package dev.fabula.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.postgres.Erasures;
import dev.fabula.eventstore.privacy.Subject;
import dev.fabula.query.ReadsFrom;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What tenants read of read models, and when. */
class QueriesTest {

    private static TestApplication application;
    private static String alder;
    private static String birch;
    private static long head;

    /** Reads from what there is not; not annotated for scanning, so that no other test finds it. */
    @RestController
    @ReadsFrom("no-such")
    static class Astray {}

    @BeforeAll
    static void start() throws Exception {
        application = TestApplication.startLocal(QueriesTest.class);
        alder = application.bearer("&tenant=alder");
        birch = application.bearer("&tenant=birch");
        for (String subject : List.of("a", "b", "c", "d", "e")) {
            erase("alder", subject);
        }
        head = erase("birch", "their own");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static long erase(String tenant, String subject) {
        return application
                .bean(Erasures.class)
                .erase(
                        new Subject(new TenantId(tenant), subject),
                        "asked for it",
                        EventMetadata.of(new TenantId(tenant), new ActorId("otto"), ActorKind.USER))
                .position();
    }

    private static HttpResponse<String> erasures(String query, String bearer, String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of("Authorization", bearer));
        all.addAll(List.of(headers));
        return application.get("/api/erasures" + query, all.toArray(String[]::new));
    }

    /** An answer that holds everything that happened before this test. */
    private static HttpResponse<String> settled(String query, String bearer, String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of("Fabula-At-Least", Long.toString(head), "Prefer", "wait=10"));
        all.addAll(List.of(headers));
        return erasures(query, bearer, all.toArray(String[]::new));
    }

    private static List<String> subjects(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestApplication.json(answer)
                .path("erasures")
                .valueStream()
                .map(erasure -> erasure.path("subject").asString())
                .toList();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void eachTenantSeesItsOwnErasures() throws Exception {
        assertThat(subjects(settled("", alder))).containsExactly("a", "b", "c", "d", "e");
        HttpResponse<String> theirs = settled("", birch);
        assertThat(subjects(theirs)).containsExactly("their own");
        JsonNode erasure = TestApplication.json(theirs).path("erasures").path(0);
        assertThat(erasure.path("reason").asString()).isEqualTo("asked for it");
        assertThat(erasure.path("position").asLong()).isEqualTo(head);
        assertThat(erasure.path("erasedAt").asString()).matches("20.*Z");
    }

    @Test
    void theDatabaseShowsNoOtherTenantsRowWhateverIsAsked() throws Exception {
        settled("", alder);
        var access = application.access();
        try (var app = DriverManager.getConnection(
                        access.url(), access.app().user(), access.app().password());
                var statement = app.createStatement()) {
            statement.execute("SELECT set_config('fabula.tenant', 'birch', false)");
            for (String table : List.of("read_model.erasure", "read_generation.erasure_1")) {
                var row = statement.executeQuery("SELECT string_agg(DISTINCT tenant_id, ',') FROM " + table);
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("birch");
            }
            assertThatThrownBy(() -> statement.execute("DELETE FROM read_generation.erasure_1"))
                    .hasMessageContaining("permission denied");
        }
        assertThat(application.bean(DSLContext.class).fetchCount(org.jooq.impl.DSL.table("read_model.erasure")))
                .as("outside a transaction nobody is the caller")
                .isZero();
    }

    @Test
    void operatorsReadNothingOfATenantsContent() throws Exception {
        assertThat(erasures("", application.bearer("&role=operator")).statusCode())
                .isEqualTo(403);
        assertThat(application.get("/api/erasures").statusCode()).isEqualTo(401);
    }

    @Test
    void pagesFollowEachOther() throws Exception {
        HttpResponse<String> first = settled("?limit=2", alder);
        assertThat(subjects(first)).containsExactly("a", "b");
        HttpResponse<String> second = settled(
                "?limit=2&cursor=" + TestApplication.json(first).path("cursor").asString(), alder);
        assertThat(subjects(second)).containsExactly("c", "d");
        HttpResponse<String> third = settled(
                "?limit=2&cursor=" + TestApplication.json(second).path("cursor").asString(), alder);
        assertThat(subjects(third)).containsExactly("e");
        assertThat(TestApplication.json(third).path("cursor").isNull()).isTrue();
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() throws Exception {
        HttpResponse<String> first = settled("", alder);
        String tag = header(first, "ETag");
        assertThat(tag).startsWith("W/\"");
        assertThat(header(first, "Cache-Control")).isEqualTo("no-cache, private");

        HttpResponse<String> again = settled("", alder, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "Fabula-Position")).isNotEmpty();
        assertThat(settled("?limit=1", alder, "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aReaderSeesItsOwnWriteBecauseItWaitsForIt() throws Exception {
        for (int i = 0; i < 20; i++) {
            String subject = "written " + i;
            String position = Long.toString(erase("birch", subject));

            HttpResponse<String> answer =
                    erasures("?limit=200", birch, "Fabula-At-Least", position, "Prefer", "wait=10");

            assertThat(subjects(answer)).contains(subject);
            assertThat(header(answer, "Preference-Applied")).isEqualTo("wait=10");
            assertThat(Long.parseLong(header(answer, "Fabula-Position")))
                    .isGreaterThanOrEqualTo(Long.parseLong(position));
        }
    }

    @Test
    void whoCannotHaveItIsToldHowFarItIs() throws Exception {
        settled("", alder);
        long start = System.nanoTime();

        HttpResponse<String> answer = erasures("", alder, "Fabula-At-Least", "999999", "Prefer", "wait=1");

        assertThat(System.nanoTime() - start).isBetween(1_000_000_000L, 8_000_000_000L);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(header(answer, "Retry-After")).isEqualTo("1");
        assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
        JsonNode problem = TestApplication.json(answer);
        assertThat(problem.path("code").asString()).isEqualTo("projection-behind");
        assertThat(problem.path("type").asString()).isEqualTo("urn:fabula:problem:projection-behind");
        assertThat(problem.path("position").asLong()).isGreaterThanOrEqualTo(head);
        assertThat(header(answer, "Fabula-Position"))
                .isEqualTo(problem.path("position").asString());
        assertThat(erasures("", alder, "Fabula-At-Least", "999999").statusCode())
                .as("without a wish to wait")
                .isEqualTo(503);
    }

    @Test
    void wrongWishesAreRefusedInWords() throws Exception {
        assertThat(erasures("?limit=201", alder).body()).contains("limit is 1 to 200");
        assertThat(erasures("?cursor=zzz", alder).statusCode()).isEqualTo(400);
        assertThat(erasures("", alder, "Fabula-At-Least", "x").body()).contains("Fabula-At-Least is a position");
        assertThat(erasures("", alder, "Fabula-At-Least", "1", "Prefer", "wait=11")
                        .body())
                .contains("wait is 0 to 10 seconds");
    }

    @Test
    void theApiSaysHowToWait() throws Exception {
        JsonNode parameters =
                TestApplication.json(application.get("/openapi")).at("/paths/~1api~1erasures/get/parameters");
        assertThat(parameters.valueStream().map(each -> each.path("name").asString()))
                .contains("cursor", "limit", "Fabula-At-Least", "Prefer");
    }

    @Test
    void aNodeWithoutTheRoleAnswersNoQueries() throws Exception {
        try (TestApplication other = TestApplication.start(
                QueriesTest.class, List.of(), "--spring.profiles.active=local", "--fabula.roles=projection")) {
            assertThat(other.get("/api/erasures", "Authorization", other.bearer(""))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aControllerThatReadsFromNoProjectionIsFoundAtTheStart() {
        assertThatThrownBy(() -> TestApplication.startLocal(QueriesTest.class, Astray.class)
                        .close())
                .hasStackTraceContaining("reads from the projection no-such, which is none");
    }
}
