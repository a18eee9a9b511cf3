package dev.fabula.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.application.tenancy.TenantTransactionManager;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.axonserver.AxonServerHistory;
import dev.fabula.eventstore.axonserver.WireSerializer;
import dev.fabula.eventstore.postgres.Erasures;
import dev.fabula.eventstore.postgres.HistoryEventStore;
import dev.fabula.eventstore.privacy.Subject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The history as operators and processors meet it in the application. */
class HistoryTest {

    private static TestApplication application;
    private static String operator;

    @BeforeAll
    static void start() throws Exception {
        application = TestApplication.startLocal(HistoryTest.class);
        operator = application.bearer("&role=operator");
        for (String subject : List.of("ann", "ben", "cleo")) {
            application
                    .bean(Erasures.class)
                    .erase(
                            new Subject(new TenantId(subject.equals("cleo") ? "birch" : "alder"), subject),
                            "a test of " + subject,
                            new EventMetadata(
                                    new TenantId(subject.equals("cleo") ? "birch" : "alder"),
                                    new ActorId("otto"),
                                    ActorKind.USER,
                                    null,
                                    null,
                                    null,
                                    null,
                                    "203.0.113.9",
                                    "a browser"));
        }
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static JsonNode events(String query) throws Exception {
        HttpResponse<String> answer = application.get("/api/admin/events" + query, "Authorization", operator);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestApplication.json(answer);
    }

    private static List<Long> positions(JsonNode page) {
        return page.path("events")
                .valueStream()
                .map(event -> event.path("position").asLong())
                .toList();
    }

    @Test
    void operatorsSeeWhatHappenedAndPersonalDataMasked() throws Exception {
        JsonNode page = events("");
        assertThat(positions(page)).startsWith(1L, 2L, 3L);
        JsonNode first = page.path("events").path(0);
        assertThat(first.path("type").asString()).isEqualTo("privacy.subject-key-destroyed");
        assertThat(first.path("payload").path("subject").asString()).isEqualTo("ann");
        assertThat(first.path("metadata").path("origin").asString()).isEqualTo("(personal data)");
        assertThat(page.toString()).doesNotContain("203.0.113.9", "a browser", "sealed");
    }

    @Test
    void filtersAndPagesNarrowWhatIsShown() throws Exception {
        assertThat(positions(events("?tenant=birch"))).containsExactly(3L);
        assertThat(positions(events("?type=privacy.no-such"))).isEmpty();
        JsonNode one = events("?limit=1&from=2");
        assertThat(positions(one)).containsExactly(2L);
        assertThat(one.path("more").asBoolean()).isTrue();
        assertThat(positions(events("?limit=1&cursor=" + one.path("cursor").asString())))
                .containsExactly(3L);
        String stream = one.path("events").path(0).path("stream").asString();
        assertThat(positions(events("?stream=" + stream))).containsExactly(2L);
    }

    @Test
    void wrongQuestionsAreRefusedInWords() throws Exception {
        for (String query :
                List.of("?from=0", "?limit=501", "?limit=x", "?cursor=zzz", "?stream=7", "?tenant=%20", "?wait=60")) {
            HttpResponse<String> answer = application.get("/api/admin/events" + query, "Authorization", operator);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
        assertThat(application
                        .get("/api/admin/events", "Authorization", application.bearer(""))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void anOperatorErasesAndGetsThePosition() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(application.uri("/api/admin/personal-data/erasures"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"tenant\":\"cedar\",\"subject\":\"dora\",\"reason\":\"asked for it\"}"));
        HttpResponse<String> answer =
                application.send(request, "Authorization", operator, "Content-Type", "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        long position = TestApplication.json(answer).path("position").asLong();
        assertThat(positions(events("?tenant=cedar"))).containsExactly(position);
    }

    @Test
    void anErasureThatLacksSomethingIsRefusedByName() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(application.uri("/api/admin/personal-data/erasures"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"tenant\":\"cedar\",\"subject\":\"\"}"));
        HttpResponse<String> answer =
                application.send(request, "Authorization", operator, "Content-Type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestApplication.json(answer).path("detail").asString())
                .contains("reason must not be blank", "subject must not be blank");
    }

    @Test
    void axonRunsOnTheHistoryAndItsTokensSurviveAReset() {
        assertThat(application.bean(EventStore.class)).isInstanceOf(HistoryEventStore.class);
        TokenStore tokens = application.bean(TokenStore.class);
        TrackingToken replay =
                ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(7), new GlobalSequenceTrackingToken(3));
        TransactionTemplate transaction = new TransactionTemplate(application.bean(TenantTransactionManager.class));
        transaction.executeWithoutResult(_ -> tokens.initializeTokenSegments("a-processor", 1, replay));
        TrackingToken read = transaction.execute(_ -> tokens.fetchToken("a-processor", 0));
        assertThat(read).isEqualTo(replay);
    }

    @Test
    void refusesToStartWithoutAMasterKey() {
        assertThatThrownBy(() -> TestApplication.start(
                                HistoryTest.class,
                                List.of(),
                                "--spring.profiles.active=local",
                                "--fabula.personal-data.master-keys=")
                        .close())
                .rootCause()
                .hasMessageContaining("there is no master key")
                .hasMessageContaining("fabula.personal-data.master-keys");
    }

    @Test
    void withAxonServerTheConnectorKeepsTheEventsUnderTheirWireNames() throws Exception {
        try (TestApplication other = TestApplication.start(
                HistoryTest.class,
                List.of(),
                "--spring.profiles.active=local",
                "--fabula.event-store=axonserver",
                "--axon.axonserver.servers=127.0.0.1:1")) {
            assertThat(other.bean(EventStore.class)).isInstanceOf(AxonServerEventStore.class);
            assertThat(other.bean(CommandGateway.class)).isNotNull();
            assertThat(other.bean(CommandBus.class)).isInstanceOf(AxonServerCommandBus.class);
            assertThat(other.bean(History.class)).isInstanceOf(AxonServerHistory.class);
            assertThat(other.bean(Configuration.class).eventSerializer()).isInstanceOf(WireSerializer.class);
            assertThat(other.bean(TokenStore.class)).isInstanceOf(JdbcTokenStore.class);
            // Found before any server is asked, by what prepares events for the wire.
            assertThatThrownBy(() -> other.bean(EventStore.class).publish(GenericEventMessage.asEventMessage("a text")))
                    .hasMessageContaining("no known event type");
        }
    }

    @Test
    void anEventStoreThatIsNoneIsRefused() {
        assertThatThrownBy(() -> TestApplication.start(HistoryTest.class, List.of(), "--fabula.event-store=memory")
                        .close())
                .hasMessageContaining("postgres or axonserver, not memory");
    }
}
