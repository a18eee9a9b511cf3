package dev.fabula.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartupTest {

    @Test
    void outsideTheLocalProfileNobodyHereIssuesTokens() throws Exception {
        try (TestApplication application = TestApplication.start(
                StartupTest.class,
                List.of(),
                "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:9/keys")) {
            assertThat(application.requestToken("").statusCode()).isIn(401, 403, 404);
            assertThat(application
                            .get("/.well-known/oauth-authorization-server")
                            .statusCode())
                    .isIn(401, 403, 404);
        }
    }

    @Test
    void withoutAnyIssuerTheApplicationRefusesToStart() {
        assertThatThrownBy(() ->
                        TestApplication.start(StartupTest.class, List.of()).close())
                .hasStackTraceContaining("JwtDecoder");
    }

    @Test
    void anotherTransactionManagerIsFoundAtTheStart() {
        assertThatThrownBy(() -> TestApplication.startLocal(StartupTest.class, StrayTransactionManager.class)
                        .close())
                .hasStackTraceContaining("the transaction manager stray does not bind the tenant");
    }

    @Test
    void platformThreadsAreFoundAtTheStart() {
        assertThatThrownBy(() -> TestApplication.start(
                                StartupTest.class,
                                List.of(),
                                "--spring.profiles.active=local",
                                "--spring.threads.virtual.enabled=false")
                        .close())
                .hasStackTraceContaining("virtual threads are off");
    }

    @Test
    void aMissingServerDegradesAndDoesNotStopTheRest() throws Exception {
        try (TestApplication application = TestApplication.start(
                StartupTest.class,
                List.of(),
                "--spring.profiles.active=local",
                "--fabula.elasticsearch.url=http://127.0.0.1:9")) {
            var answer = application.get("/actuator/health");
            assertThat(answer.statusCode()).isIn(200, 503); // 503 only until PostgreSQL has been seen
            assertThat(TestApplication.json(answer)
                            .at("/components/elasticsearch/status")
                            .asString())
                    .isEqualTo("DEGRADED");
            assertThat(application
                            .get("/api/me", "Authorization", application.bearer(""))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aServerThatAcceptsAndNeverAnswersDegrades() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                TestApplication application = TestApplication.start(
                        StartupTest.class,
                        List.of(),
                        "--spring.profiles.active=local",
                        "--fabula.health.timeout=200ms",
                        "--fabula.neo4j.uri=bolt://127.0.0.1:" + silent.getLocalPort())) {
            String reason = "";
            for (int i = 0; i < 300 && !reason.contains("no answer within 200 ms"); i++) {
                Thread.sleep(100);
                reason = TestApplication.json(application.get("/actuator/health"))
                        .at("/components/neo4j/details/reason")
                        .asString();
            }
            assertThat(reason).contains("no answer within 200 ms");
        }
    }

    @Test
    void tooFewConnectionsForItsProjectionsAreFoundAtTheStart() {
        assertThatThrownBy(() -> TestApplication.start(
                                StartupTest.class,
                                List.of(),
                                "--spring.profiles.active=local",
                                "--fabula.history.operate-pool-size=15")
                        .close())
                .rootCause()
                .hasMessageContaining("fabula.history.operate-pool-size is 15")
                .hasMessageContaining("at least 16");
    }

    @Test
    void aNodeWithoutTheRoleFoldsNothingAndStillTellsHowReadModelsAre() throws Exception {
        try (TestApplication application = TestApplication.start(
                StartupTest.class, List.of(), "--spring.profiles.active=local", "--fabula.roles=command")) {
            var answer =
                    application.get("/api/admin/projections", "Authorization", application.bearer("&role=operator"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(TestApplication.json(answer).at("/projections/0/generations"))
                    .isEmpty();
        }
    }
}
