package dev.fabula.projection.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.eventstore.postgres.HistorySchema;
import dev.fabula.local.supervisor.DatabaseAccess;
import dev.fabula.local.testing.TestDatabase;
import dev.fabula.projection.Sink;
import dev.fabula.projection.SinkContract;
import dev.fabula.projection.runtime.ProjectionSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A read model in PostgreSQL is what a sink must be. */
class PostgresSinkTest extends SinkContract {

    private static final String TEMPLATE = """
            CREATE SCHEMA read_template;
            CREATE TABLE read_template.thing (
                tenant_id text NOT NULL, id text NOT NULL, name text, tags text[], day date, at timestamptz, amount numeric,
                count bigint, size integer, is_open boolean, weight double precision, parts jsonb, position bigint NOT NULL,
                PRIMARY KEY (tenant_id, id));
            CREATE INDEX ON read_template.thing (tenant_id, day DESC) WHERE is_open;
            """;

    private static TestDatabase database;
    private static PostgresSink<Thing> sink;

    @BeforeAll
    static void create() throws SQLException {
        database = TestDatabase.create(PostgresSinkTest.class);
        PGSimpleDataSource owner = as(database.access().owner());
        HistorySchema.migrate(owner);
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TEMPLATE);
        }
        ProjectionSchema.migrate(owner);
        sink = new PostgresSink<>(as(database.access().operate()), "thing", Thing.class);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    private static PGSimpleDataSource as(DatabaseAccess.Login login) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.access().url());
        source.setUser(login.user());
        source.setPassword(login.password());
        return source;
    }

    @Override
    protected Sink<Thing> sink() {
        return sink;
    }

    @Test
    void nulIsReplacedAndATextThatOnlyNamesItStays() {
        String target = written();
        Thing nul = Objects.requireNonNull(
                Objects.requireNonNull(load(target).get(things().get(3).key())).value());

        String kept = "a \ufffd between, and \\u0000";
        assertThat(nul.name()).isEqualTo(kept);
        assertThat(nul.tags()).contains(kept);
        assertThat(nul.parts()).extracting(Part::name).contains(kept);
    }
}
