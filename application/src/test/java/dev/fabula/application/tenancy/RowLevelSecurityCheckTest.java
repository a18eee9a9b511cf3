package dev.fabula.application.tenancy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.local.supervisor.DatabaseAccess;
import dev.fabula.local.testing.TestDatabase;
import dev.fabula.projection.runtime.ProjectionSchema;
import dev.fabula.readschema.ReadSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class RowLevelSecurityCheckTest {

    private static TestDatabase database;
    private static Connection owner;

    @BeforeAll
    static void migrate() throws SQLException {
        database = TestDatabase.create(RowLevelSecurityCheckTest.class);
        DatabaseAccess access = database.access();
        ReadSchema.migrate(as(access.owner()));
        ProjectionSchema.migrate(as(access.owner()));
        owner = DriverManager.getConnection(
                access.url(), access.owner().user(), access.owner().password());
    }

    @AfterAll
    static void drop() throws SQLException {
        owner.close();
        database.close();
    }

    @AfterEach
    void forget() throws SQLException {
        execute("DROP SCHEMA IF EXISTS s CASCADE");
    }

    private static DriverManagerDataSource as(DatabaseAccess.Login login) {
        return new DriverManagerDataSource(database.access().url(), login.user(), login.password());
    }

    private static RowLevelSecurityCheck check() {
        return new RowLevelSecurityCheck(as(database.access().app()));
    }

    private static void execute(String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aTableThatNobodyProtectedIsFoundByItsOwnerToo() throws Exception {
        execute("CREATE SCHEMA s; CREATE TABLE s.open (tenant_id text)");

        assertThatThrownBy(() -> new RowLevelSecurityCheck(as(database.access().owner())).run())
                .hasMessageContaining("the table s.open has a tenant_id but no forced row-level security")
                .hasMessageContaining("owns the table s.open");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ON s.open TO fabula_app",
                "INSERT ON s.open TO fabula_app",
                "TRUNCATE ON s.open TO fabula_app",
                "SELECT (text) ON s.open TO fabula_app",
                "SELECT ON s.open TO PUBLIC"
            })
    void anyRightAtAllToATableWithoutProtectionIsOneTooMany(String grant) throws Exception {
        execute("CREATE SCHEMA s; CREATE TABLE s.open (tenant_id text, text text)");
        assertThatCode(() -> check().run()).doesNotThrowAnyException();

        execute("GRANT " + grant);

        assertThatThrownBy(() -> check().run()).hasMessageContaining("s.open").hasMessageNotContaining("owns");
    }

    @Test
    void protectionThatDoesNotHoldForTheOwnerIsNotEnough() throws Exception {
        execute("CREATE SCHEMA s; CREATE TABLE s.open (tenant_id text); ALTER TABLE s.open ENABLE ROW LEVEL SECURITY;"
                + " GRANT SELECT ON s.open TO fabula_app");

        assertThatThrownBy(() -> check().run()).hasMessageContaining("s.open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"VIEW", "MATERIALIZED VIEW"})
    void aViewWithTheRightsOfItsOwnerIsFound(String kind) throws Exception {
        execute("CREATE SCHEMA s; CREATE TABLE s.hidden (tenant_id text);" + " CREATE " + kind
                + " s.seen AS SELECT * FROM s.hidden; GRANT SELECT ON s.seen TO fabula_app");

        assertThatThrownBy(() -> check().run())
                .hasMessageContaining("the view s.seen")
                .hasMessageNotContaining("s.hidden");
    }

    @Test
    void aGenerationThatIsBeingFilledIsOutOfReachAndOneThatIsServedIsProtected() throws Exception {
        execute("SELECT projection.create_table('erasure', 'erasure_9')");
        assertThatCode(() -> check().run()).doesNotThrowAnyException();

        execute("SELECT projection.finish_table('erasure', 'erasure_9')");
        assertThatCode(() -> check().run()).doesNotThrowAnyException();

        execute("ALTER TABLE read_generation.erasure_9 NO FORCE ROW LEVEL SECURITY");
        assertThatThrownBy(() -> check().run()).hasMessageContaining("read_generation.erasure_9");
        execute("SELECT projection.drop_table('erasure_9')");
    }
}
