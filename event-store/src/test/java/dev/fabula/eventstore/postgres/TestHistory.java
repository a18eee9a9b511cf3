package dev.fabula.eventstore.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.EventTypes;
import dev.fabula.contracts.event.FieldUpcaster;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.event.Upcasters;
import dev.fabula.contracts.privacy.PrivacyEvent;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.eventstore.UnreadableEvents;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.privacy.MasterKeys;
import dev.fabula.eventstore.sample.LetterEvent;
import dev.fabula.eventstore.sample.LetterUpcasters;
import dev.fabula.local.supervisor.DatabaseAccess;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.postgresql.ds.PGSimpleDataSource;

/** A node of the history on a real database; several can be on one. */
final class TestHistory implements AutoCloseable {

    static final TenantId ALDER = new TenantId("alder");
    static final TenantId BIRCH = new TenantId("birch");
    static final String MASTER_KEY = "first:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private final DatabaseAccess access;
    private final List<HikariDataSource> pools = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HistoryNode node;
    private final RecentEvents recent;

    TestHistory(DatabaseAccess access) {
        this(access, HistoryLimits.DEFAULT);
    }

    TestHistory(DatabaseAccess access, HistoryLimits limits) {
        this(access, limits, MASTER_KEY);
    }

    /** @param appendingUrl where the appender's own connection goes, if not straight to the database */
    TestHistory(DatabaseAccess access, HistoryLimits limits, String appendingUrl, String... masterKeys) {
        this.access = access;
        try {
            HistoryNode.Database database = new HistoryNode.Database(
                    pool(access.append()), pool(access.operate()), () -> connect(appendingUrl, access.append()));
            node = new HistoryNode(
                    database,
                    MasterKeys.parse(List.of(masterKeys)),
                    EventTypes.of(List.of(NoteEvent.class, LetterEvent.class, PrivacyEvent.class)),
                    new Upcasters(List.of(
                            FieldUpcaster.from("note.line-written", 1).rename("body", "text"),
                            new LetterUpcasters.WrittenAndSealed(),
                            new LetterUpcasters.Weighed())),
                    List.of(Note.class),
                    limits,
                    meters);
        } catch (RuntimeException refused) {
            pools.forEach(HikariDataSource::close);
            throw refused;
        }
        recent = new RecentEvents(node.engine().history(), node.engine().headWatch());
    }

    TestHistory(DatabaseAccess access, HistoryLimits limits, String masterKey) {
        this(access, limits, access.url(), masterKey);
    }

    /** One of several that share what they have read. */
    HistoryStream stream(long after, Set<String> types, UnreadableEvents unreadable, boolean saysWhatPassed) {
        return new HistoryStream(node.engine(), recent, after, types, unreadable, saysWhatPassed);
    }

    /** Makes the schema, as the owner. */
    static void migrate(DatabaseAccess access) {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(access.url());
        owner.setUser(access.owner().user());
        owner.setPassword(access.owner().password());
        HistorySchema.migrate(owner);
    }

    private static Connection connect(String url, DatabaseAccess.Login login) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("socketTimeout", "10");
        properties.setProperty("connectTimeout", "2");
        return DriverManager.getConnection(url, properties);
    }

    static Connection connect(DatabaseAccess access, DatabaseAccess.Login login) throws SQLException {
        return connect(access.url(), login);
    }

    private HikariDataSource pool(DatabaseAccess.Login login) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(access.url());
        config.setUsername(login.user());
        config.setPassword(login.password());
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    DatabaseAccess access() {
        return access;
    }

    HistoryNode node() {
        return node;
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    HikariDataSource operatePool() {
        return pools.get(1);
    }

    static Map<String, String> metadata(TenantId tenant) {
        return EventMetadata.of(tenant, new ActorId("olivia"), ActorKind.USER).toMap();
    }

    static GenericDomainEventMessage<DomainEvent> message(String stream, long sequence, DomainEvent event) {
        return new GenericDomainEventMessage<>("Note", stream, sequence, event, metadata(ALDER));
    }

    static GenericDomainEventMessage<DomainEvent> line(String stream, long sequence) {
        return message(stream, sequence, new NoteEvent.LineWritten(stream, "line " + sequence));
    }

    void append(GenericDomainEventMessage<?>... messages) {
        node.engine().appendEvents(List.of(messages));
    }

    /** Appends one line to a new stream and answers its id. */
    String appendOne() {
        String stream = Ulids.next();
        append(line(stream, 0));
        return stream;
    }

    List<Recorded<DomainEvent>> all() {
        return read(HistoryRange.of(0, Long.MAX_VALUE));
    }

    List<Recorded<DomainEvent>> read(HistoryRange range) {
        List<Recorded<DomainEvent>> events = new ArrayList<>();
        try (HistoryCursor cursor = node.history().read(range)) {
            for (var page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                events.addAll(page);
            }
        }
        return events;
    }

    /** The first column of the first row, as the owner. */
    String ask(String sql) {
        return ask(access, access.owner(), sql);
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
        node.close();
        pools.forEach(HikariDataSource::close);
    }
}
