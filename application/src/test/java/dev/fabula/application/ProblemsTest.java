package dev.fabula.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    private static TestApplication application;

    @BeforeAll
    static void start() throws Exception {
        application = TestApplication.startLocal(ProblemsTest.class, NoteController.class);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        var problem = TestApplication.json(answer);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("request_id").asString())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("at dev.");
    }

    private static String token(JWTClaimsSet claims) throws Exception {
        ECKey key = application.bean(ECKey.class);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        jwt.sign(new ECDSASigner(key));
        return "Bearer " + jwt.serialize();
    }

    private static JWTClaimsSet.Builder claims(Duration life) {
        return new JWTClaimsSet.Builder()
                .issuer("http://localhost/fabula-local")
                .subject("olivia")
                .claim("roles", List.of("owner"))
                .expirationTime(Date.from(Instant.now().plus(life)));
    }

    @Test
    void aRequestWithoutATokenIsRefused() throws Exception {
        isProblem(application.get("/api/me"), 401, "token-missing");
    }

    @Test
    void aMadeUpTokenIsRefused() throws Exception {
        isProblem(application.get("/api/me", "Authorization", "Bearer nonsense"), 401, "token-invalid");
    }

    @Test
    void anExpiredTokenIsRefused() throws Exception {
        String expired =
                token(claims(Duration.ofHours(-1)).claim("tenant_id", "alder").build());
        isProblem(application.get("/api/me", "Authorization", expired), 401, "token-invalid");
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() throws Exception {
        String foreign = token(claims(Duration.ofHours(1))
                .issuer("https://elsewhere.example")
                .claim("tenant_id", "alder")
                .build());
        isProblem(application.get("/api/me", "Authorization", foreign), 401, "token-invalid");
    }

    @Test
    void aTokenWithoutATenantIsForbidden() throws Exception {
        isProblem(
                application.get(
                        "/api/me",
                        "Authorization",
                        token(claims(Duration.ofHours(1)).build())),
                403,
                "tenant-missing");
    }

    @Test
    void aTokenWhoseTenantIsNoIdIsForbidden() throws Exception {
        String odd = token(claims(Duration.ofHours(1))
                .claim("tenant_id", "a'; DROP TABLE event; --")
                .build());
        isProblem(application.get("/api/me", "Authorization", odd), 403, "tenant-missing");
    }

    @Test
    void whoTheTokenNamesIsWhoCalls() throws Exception {
        var me = TestApplication.json(
                application.get("/api/me", "Authorization", application.bearer("&tenant=birch&role=editor")));
        assertThat(me.path("tenant").asString()).isEqualTo("birch");
        assertThat(me.path("actor").asString()).isEqualTo("emma");
        assertThat(me.path("roles").get(0).asString()).isEqualTo("editor");
    }

    @Test
    void anUnknownDemoUserIsNamedWithThoseThatExist() throws Exception {
        HttpResponse<String> answer = application.requestToken("&user=nobody");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("alder/olivia (owner)");
    }

    @Test
    void onlyOperatorsReachTheAdministration() throws Exception {
        isProblem(
                application.get("/api/admin/events", "Authorization", application.bearer("&role=owner")),
                403,
                "role-missing");
        isProblem(
                application.get("/actuator/prometheus", "Authorization", application.bearer("&role=owner")),
                403,
                "role-missing");
        assertThat(application
                        .get("/actuator/prometheus", "Authorization", application.bearer("&role=operator"))
                        .body())
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void anUnknownPathIsNotFound() throws Exception {
        isProblem(application.get("/api/nothing-here", "Authorization", application.bearer("")), 404, "not-found");
    }

    @Test
    void anUnexpectedFailureTellsNothingOfItsInside() throws Exception {
        HttpResponse<String> answer = application.get("/api/notes/broken", "Authorization", application.bearer(""));
        isProblem(answer, 500, "internal-error");
        assertThat(answer.body()).doesNotContain("4711");
    }

    @Test
    void aParameterThatIsNotOfItsKindIsNamedAndNotRepeated() throws Exception {
        Map<String, String> wrong = Map.of(
                "/api/analytics/dashboard?from=2026-13-01", "from is a day such as 2026-03-01",
                "/api/ai/usage?limit=many", "limit is a whole number, not too large",
                "/api/ai/usage?limit=99999999999", "limit is a whole number, not too large");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            HttpResponse<String> answer = application.get(each.getKey(), "Authorization", application.bearer(""));
            isProblem(answer, 400, "bad-request");
            assertThat(TestApplication.json(answer).path("detail").asString()).isEqualTo(each.getValue());
        }
    }

    @Test
    void malformedJsonIsABadRequest() throws Exception {
        isProblem(post(HttpRequest.BodyPublishers.ofString("{\"id\":")), 400, "bad-request");
    }

    @Test
    void anUnknownFieldIsABadRequest() throws Exception {
        isProblem(
                post(HttpRequest.BodyPublishers.ofString("{\"id\":\"a\",\"text\":\"b\",\"color\":\"c\"}")),
                400,
                "bad-request");
    }

    @Test
    void aBodyOverTheLimitIsTooLarge() throws Exception {
        isProblem(post(HttpRequest.BodyPublishers.ofByteArray(new byte[11_000_000])), 413, "request-too-large");
    }

    @Test
    void aBodyOverTheLimitThatHidesItsLengthIsTooLarge() throws Exception {
        byte[] body = ("{\"id\":\"" + "x".repeat(11_000_000) + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        isProblem(
                post(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))),
                413,
                "request-too-large");
    }

    @Test
    void theRequestIdOfTheCallerIsKeptUnlessItIsOdd() throws Exception {
        assertThat(application
                        .get("/api/me", "X-Request-Id", "my-id-1")
                        .headers()
                        .firstValue("X-Request-Id"))
                .contains("my-id-1");
        assertThat(application
                        .get("/api/me", "X-Request-Id", "{odd} id")
                        .headers()
                        .firstValue("X-Request-Id")
                        .orElseThrow())
                .hasSize(26);
    }

    @Test
    void theApiDescribesItself() throws Exception {
        assertThat(application.get("/openapi").body()).contains("/api/me");
        assertThat(application.get("/openapi/ui").statusCode()).isIn(200, 302);
    }

    @Test
    void healthNamesEveryServerWithoutAToken() throws Exception {
        assertThat(application.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        var health = TestApplication.json(application.get("/actuator/health"));
        assertThat(health.path("components").has("postgres")).isTrue();
    }

    private static HttpResponse<String> post(HttpRequest.BodyPublisher body) throws Exception {
        return application.send(
                HttpRequest.newBuilder(application.uri("/api/notes")).POST(body),
                "Authorization",
                application.bearer(""),
                "Content-Type",
                "application/json");
    }
}
