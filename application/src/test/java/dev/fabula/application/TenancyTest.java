package dev.fabula.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class TenancyTest {

    private static TestApplication application;
    private static String alder;
    private static String birch;

    @BeforeAll
    static void start() throws Exception {
        application = TestApplication.startLocal(TenancyTest.class, NoteController.class);
        var access = application.access();
        try (var owner = DriverManager.getConnection(
                        access.url(), access.owner().user(), access.owner().password());
                var statement = owner.createStatement()) {
            statement.execute("""
                    CREATE TABLE platform.note (tenant_id text NOT NULL, id text NOT NULL, text text, PRIMARY KEY (tenant_id, id));
                    ALTER TABLE platform.note ENABLE ROW LEVEL SECURITY;
                    ALTER TABLE platform.note FORCE ROW LEVEL SECURITY;
                    CREATE POLICY tenant ON platform.note USING (tenant_id = platform.current_tenant());
                    GRANT SELECT, INSERT ON platform.note TO fabula_app
                    """);
        }
        alder = application.bearer("&tenant=alder");
        birch = application.bearer("&tenant=birch");
        assertThat(write("/api/notes", "first").statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static HttpResponse<String> write(String path, String id) throws Exception {
        return application.send(
                HttpRequest.newBuilder(application.uri(path))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"" + id + "\",\"text\":\"hers\"}")),
                "Authorization",
                alder,
                "Content-Type",
                "application/json");
    }

    @Test
    void aTenantReadsItsOwn() throws Exception {
        assertThat(application.get("/api/notes/first", "Authorization", alder).body())
                .contains("hers");
    }

    @Test
    void anotherTenantsObjectIsNotFound() throws Exception {
        HttpResponse<String> answer = application.get("/api/notes/first", "Authorization", birch);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("hers");
        assertThat(TestApplication.json(answer).path("code").asString()).isEqualTo("not-found");
    }

    @Test
    void theDatabaseRefusesARowForAnotherTenant() throws Exception {
        assertThat(write("/api/notes/for/birch", "smuggled").statusCode()).isEqualTo(500);
        assertThat(application
                        .get("/api/notes/smuggled", "Authorization", birch)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void withoutACallerNoRowIsVisible() {
        Integer visible = application
                .bean(JdbcTemplate.class)
                .queryForObject("SELECT count(*) FROM platform.note", Integer.class);
        assertThat(visible).isZero();
    }

    @Test
    void theTenantDoesNotStayOnThePooledConnection() throws Exception {
        for (int i = 0; i < 30; i++) {
            application.get("/api/notes/first", "Authorization", alder);
        }
        assertThat(application
                        .bean(JdbcTemplate.class)
                        .queryForObject("SELECT platform.current_tenant()", String.class))
                .isNull();
    }
}
