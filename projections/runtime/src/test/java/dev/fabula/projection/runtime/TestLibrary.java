package dev.fabula.projection.runtime;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.EventTypes;
import dev.fabula.contracts.privacy.PrivacyEvent;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.UnreadableEvents;
import dev.fabula.eventstore.postgres.HistoryEventStore;
import dev.fabula.eventstore.postgres.HistoryLimits;
import dev.fabula.eventstore.postgres.HistoryNode;
import dev.fabula.eventstore.postgres.HistorySchema;
import dev.fabula.eventstore.privacy.MasterKeys;
import dev.fabula.local.supervisor.DatabaseAccess;
import dev.fabula.projection.Projection;
import dev.fabula.projection.postgres.PostgresSink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.postgresql.ds.PGSimpleDataSource;

/** A node of history and projections on a real database; several can be on one. */
final class TestLibrary implements AutoCloseable {

    static final TenantId ALDER = new TenantId("alder");
    static final TenantId BIRCH = new TenantId("birch");
    static final ProjectionSettings QUICK = new ProjectionSettings(
            4,
            4,
            50,
            Duration.ofSeconds(2),
            Duration.ofMillis(100),
            Duration.ofSeconds(2),
            1_000,
            1_000,
            Duration.ZERO,
            20);

    private static final String TEMPLATES = """
            CREATE SCHEMA read_template;
            CREATE TABLE read_template.book_card (
                tenant_id text NOT NULL, book text NOT NULL, title text NOT NULL, shelf text NOT NULL, lent_to text,
                times_lent integer NOT NULL, moves bigint NOT NULL, is_lent boolean NOT NULL, wear double precision NOT NULL,
                fees numeric(12, 3) NOT NULL, last_activity timestamptz NOT NULL, added_on date NOT NULL,
                remarks text[] NOT NULL, details jsonb NOT NULL, position bigint NOT NULL,
                CONSTRAINT worn_out CHECK (times_lent < 1000),
                CONSTRAINT no_dragons CHECK (title <> 'dragons'),
                PRIMARY KEY (tenant_id, book));
            CREATE INDEX ON read_template.book_card (tenant_id, shelf) WHERE is_lent;
            CREATE TABLE read_template.shelf_count (
                tenant_id text NOT NULL, shelf text NOT NULL, books integer NOT NULL, changes bigint NOT NULL,
                position bigint NOT NULL, PRIMARY KEY (tenant_id, shelf));
            """;

    private final DatabaseAccess access;
    private final List<HikariDataSource> pools = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HistoryNode history;
    private final ProjectionNode projections;
    private final Map<String, Long> sequences = new HashMap<>();

    TestLibrary(DatabaseAccess access, String node, ProjectionSettings settings, Projection<?, ?>... projections) {
        this(
                access,
                node,
                settings,
                operate -> Arrays.stream(projections)
                        .<Registered<?, ?>>map(projection -> registered(operate, projection))
                        .toList());
    }

    /** @param projections with their sinks, made with a pool as the role that operates */
    TestLibrary(
            DatabaseAccess access,
            String node,
            ProjectionSettings settings,
            Function<DataSource, List<Registered<?, ?>>> projections) {
        this.access = access;
        HikariDataSource operate = pool(access.operate());
        history = new HistoryNode(
                new HistoryNode.Database(pool(access.append()), operate, () -> connect(access, access.append())),
                MasterKeys.parse(List.of("first:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")),
                EventTypes.of(List.of(BookEvent.class, PrivacyEvent.class)),
                List.of(),
                HistoryLimits.DEFAULT,
                meters);
        HistoryEventStore store =
                HistoryEventStore.on(history.engine(), UnreadableEvents.STOP, NoOpMessageMonitor.instance());
        this.projections = new ProjectionNode(
                node,
                operate,
                history.history(),
                store::source,
                history.codec(),
                projections.apply(operate),
                settings,
                meters,
                true);
    }

    private static <K, V> Registered<K, V> registered(DataSource operate, Projection<K, V> projection) {
        String template = projection.name().replace('-', '_').replaceAll("s$", "");
        return new Registered<>(projection, new PostgresSink<>(operate, template, projection.values()));
    }

    /** Makes the schemas, as the owner. */
    static void migrate(DatabaseAccess access) {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(access.url());
        owner.setUser(access.owner().user());
        owner.setPassword(access.owner().password());
        HistorySchema.migrate(owner);
        ask(access, access.owner(), TEMPLATES);
        ProjectionSchema.migrate(owner);
    }

    static Connection connect(DatabaseAccess access, DatabaseAccess.Login login) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("socketTimeout", "10");
        return DriverManager.getConnection(access.url(), properties);
    }

    private HikariDataSource pool(DatabaseAccess.Login login) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(access.url());
        config.setUsername(login.user());
        config.setPassword(login.password());
        config.setMaximumPoolSize(12);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    HistoryNode history() {
        return history;
    }

    ProjectionNode projections() {
        return projections;
    }

    ProjectionOperations operations() {
        return projections.operations();
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    /** Appends and answers the last position there is. */
    long append(TenantId tenant, String book, BookEvent... events) {
        write(tenant, book, events);
        return history.history().head();
    }

    void write(TenantId tenant, String book, BookEvent... events) {
        Map<String, String> metadata =
                EventMetadata.of(tenant, new ActorId("olivia"), ActorKind.USER).toMap();
        List<GenericDomainEventMessage<DomainEvent>> messages = new ArrayList<>();
        for (BookEvent event : events) {
            messages.add(new GenericDomainEventMessage<>(
                    "Book", book, sequences.merge(book, 1L, Long::sum) - 1, event, metadata));
        }
        history.engine().appendEvents(messages);
    }

    /** Goes on with streams that another node began. */
    void resume(List<String> books) {
        books.forEach(book -> {
            long length = Long.parseLong(operate(
                    "SELECT count(*) FROM event_store.event_readable WHERE payload ->> 'book' = '" + book + "'"));
            if (length > 0) {
                sequences.put(book, length);
            }
        });
    }

    /** Waits until what readers see holds everything there is. */
    void settle(String... names) {
        long head = history.history().head();
        for (String name : names) {
            await(name + " to reach " + head, () -> projections.freshness().reached(name) >= head);
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }
    }

    /** The last rebuild, which there must be. */
    ProjectionStatus.RebuildStatus rebuild(String name) {
        return Objects.requireNonNull(operations().status(name).rebuild(), "no rebuild of " + name);
    }

    /** What the last rebuild's comparison found, which there must have been. */
    Verification verification(String name) {
        return Objects.requireNonNull(rebuild(name).verification(), "no verification of " + name);
    }

    ProjectionStatus.RebuildStatus awaitRebuild(String name, Rebuild.State state) {
        await(name + " to be rebuilt until it is " + state, () -> {
            ProjectionStatus.RebuildStatus rebuild = operations().status(name).rebuild();
            if (rebuild != null && rebuild.rebuild().state() == Rebuild.State.FAILED && state != Rebuild.State.FAILED) {
                throw new AssertionError(
                        "the rebuild failed: " + rebuild.rebuild().error());
            }
            return rebuild != null && rebuild.rebuild().state() == state;
        });
        return rebuild(name);
    }

    /** All rows of a read model that readers see, of all tenants, as text by key. */
    Map<String, String> rows(String view) {
        return rows(access, "SELECT * FROM read_model." + view);
    }

    /** All rows of a generation. */
    Map<String, String> generation(String target) {
        return rows(access, "SELECT * FROM read_generation." + target);
    }

    private static Map<String, String> rows(DatabaseAccess access, String sql) {
        Map<String, String> rows = new HashMap<>();
        try (Connection connection = connect(access, access.operate());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 3; i <= columns; i++) {
                    text.append(row.getMetaData().getColumnName(i))
                            .append('=')
                            .append(row.getString(i))
                            .append(' ');
                }
                rows.put(row.getString(1) + "/" + row.getString(2), text.toString());
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed.getMessage(), failed);
        }
        return rows;
    }

    /** The first column of the first row, as the owner, whom no policy lets see a row. */
    String ask(String sql) {
        return ask(access, access.owner(), sql);
    }

    /** The first column of the first row, as the role that operates. */
    String operate(String sql) {
        return ask(access, access.operate(), sql);
    }

    /** @param before what to do first on the same connection */
    static String ask(DatabaseAccess access, DatabaseAccess.Login login, String sql, String... before) {
        try (Connection connection = connect(access, login);
                Statement statement = connection.createStatement()) {
            for (String first : before) {
                statement.execute(first);
            }
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet row = statement.getResultSet()) {
                return row.next() ? String.valueOf(row.getString(1)) : "";
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        projections.close();
        history.close();
        pools.forEach(HikariDataSource::close);
    }
}
