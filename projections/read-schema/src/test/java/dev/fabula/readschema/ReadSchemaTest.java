package dev.fabula.readschema;

import static dev.fabula.readschema.jooq.Tables.ERASURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.local.testing.TestDatabase;
import dev.fabula.readschema.analytics.Analytics;
import dev.fabula.readschema.jooq.ReadModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Schema;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

class ReadSchemaTest {

    private static final String GOOD =
            "tenant_id text NOT NULL, id text NOT NULL, position bigint NOT NULL, PRIMARY KEY (tenant_id, id)";

    private static TestDatabase database;
    private static PGSimpleDataSource owner;

    private Connection connection;
    private DSLContext sql;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.create(ReadSchemaTest.class);
        owner = new PGSimpleDataSource();
        owner.setUrl(database.access().url());
        owner.setUser(database.access().owner().user());
        owner.setPassword(database.access().owner().password());
        ReadSchema.migrate(owner);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void begin() throws SQLException {
        connection = owner.getConnection();
        connection.setAutoCommit(false);
        sql = DSL.using(connection, SQLDialect.POSTGRES);
    }

    @AfterEach
    void rollBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void readsThroughAViewOfATableMadeAfterTheTemplate() {
        sql.execute("CREATE SCHEMA read_model");
        sql.execute("CREATE TABLE erasure_of_some_generation (LIKE read_template.erasure INCLUDING ALL)");
        sql.execute("CREATE VIEW read_model.erasure AS SELECT * FROM erasure_of_some_generation");
        sql.execute("INSERT INTO erasure_of_some_generation VALUES"
                + " ('alder', 'user-1', 'asked for', '2026-03-01T12:00:00.123456Z', 7),"
                + " ('birch', 'user-1', 'left', '2026-03-02T12:00:00Z', 8)");

        var erased = sql.select(ERASURE.SUBJECT, ERASURE.REASON, ERASURE.ERASED_AT, ERASURE.POSITION)
                .from(ERASURE)
                .where(ERASURE.TENANT_ID.eq("alder"))
                .fetchSingle();

        assertThat(erased.value1()).isEqualTo("user-1");
        assertThat(erased.value2()).isEqualTo("asked for");
        assertThat(erased.value3()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123456Z"));
        assertThat(erased.value4()).isEqualTo(7);
    }

    @Test
    void theCodeNamesTheTemplatesThatAreThereInTheSchemaOfTheViews() {
        assertThat(ReadModel.READ_MODEL.getName()).isEqualTo(ReadSchema.VIEWS);
        assertThat(columnsOf(ReadModel.READ_MODEL))
                .containsExactlyInAnyOrderElementsOf(columnsOf(ReadSchema.TEMPLATES));
        assertThat(Analytics.ANALYTICS.getName()).isEqualTo(ReadSchema.ANALYTICS);
        assertThat(columnsOf(Analytics.ANALYTICS))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(columnsOf(ReadSchema.ANALYTICS_TEMPLATES));
    }

    private static List<String> columnsOf(Schema generated) {
        return generated.getTables().stream()
                .flatMap(table -> table.fieldStream().map(field -> column(table, field)))
                .toList();
    }

    private List<String> columnsOf(String schema) {
        return sql.fetch(
                        "SELECT table_name || '.' || column_name FROM information_schema.columns"
                                + " WHERE table_schema = ? AND table_name <> 'flyway_schema_history'",
                        schema)
                .getValues(0, String.class);
    }

    private static String column(Table<?> table, Field<?> field) {
        return table.getName() + "." + field.getName();
    }

    @Test
    void everyTemplateHasATenantAKeyAndAPosition() {
        assertThat(TemplateRules.broken(sql)).isEmpty();
    }

    @Test
    void acceptsATemplateThatKeepsTheRules() {
        template(GOOD);

        assertThat(TemplateRules.broken(sql)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tenant_id text     | tenant_id varchar       | tenant_id text NOT NULL
            tenant_id          | tenant                  | tenant_id text NOT NULL
            bigint NOT NULL    | bigint                  | position bigint NOT NULL
            position           | pos                     | position bigint NOT NULL
            id text            | id uuid                 | PRIMARY KEY (tenant_id, one text column)
            (tenant_id, id)    | (id, tenant_id)         | PRIMARY KEY (tenant_id, one text column)
            (tenant_id, id)    | (tenant_id)             | PRIMARY KEY (tenant_id, one text column)
            (tenant_id, id)    | (tenant_id, id, position) | PRIMARY KEY (tenant_id, one text column)
            PRIMARY KEY        | UNIQUE                  | PRIMARY KEY (tenant_id, one text column)
            """)
    void noticesATemplateThatBreaksARule(String instead, String broken, String rule) {
        template(GOOD.replace(instead, broken));

        assertThat(TemplateRules.broken(sql)).contains("sample: " + rule);
    }

    @Test
    void noticesATemplateThatCouldShowARow() {
        sql.execute("CREATE TABLE read_template.sample (" + GOOD + ")");
        sql.execute("GRANT SELECT ON read_template.sample TO fabula_app");
        sql.execute("CREATE POLICY everything ON read_template.sample USING (true)");

        assertThat(TemplateRules.broken(sql))
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "sample: row-level security enabled and forced", "sample: no grant", "sample: no policy"));
    }

    @Test
    void noticesANameThatIsTakenInTheOtherSchema() {
        sql.execute("CREATE TABLE analytics_template.erasure (LIKE read_template.erasure INCLUDING ALL)");

        assertThat(TemplateRules.broken(sql)).contains("erasure: a name of its own");
    }

    @Test
    void noticesWhatIsNoTable() {
        sql.execute("CREATE VIEW read_template.sample AS SELECT 1 AS one");

        assertThat(TemplateRules.broken(sql)).contains("sample: a plain table");
    }

    private void template(String columns) {
        sql.execute("CREATE TABLE read_template.sample (" + columns + ")");
        sql.execute("ALTER TABLE read_template.sample ENABLE ROW LEVEL SECURITY");
        sql.execute("ALTER TABLE read_template.sample FORCE ROW LEVEL SECURITY");
    }
}
