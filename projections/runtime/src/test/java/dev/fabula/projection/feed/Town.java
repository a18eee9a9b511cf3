package dev.fabula.projection.feed;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.EventTypes;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.PersonEvent.PersonRemoved;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.storysession.StoryMode;
import dev.fabula.contracts.storysession.StorySessionEvent.AlternativeSelected;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRated;
import dev.fabula.contracts.storysession.StorySessionEvent.ChoiceMade;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryStarted;
import dev.fabula.contracts.storysession.StorySessionId;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.postgres.HistoryLimits;
import dev.fabula.eventstore.postgres.HistoryNode;
import dev.fabula.eventstore.postgres.HistorySchema;
import dev.fabula.eventstore.privacy.MasterKeys;
import dev.fabula.local.supervisor.DatabaseAccess;
import dev.fabula.projection.runtime.ProjectionSchema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.postgresql.ds.PGSimpleDataSource;

/** A node of history and feeds on a real database; several can be on one. */
final class Town implements AutoCloseable {

    static final TenantId ALDER = new TenantId("alder");
    static final EventForms FORMS = EventForms.of(EventTypes.fabula());
    static final FeedSettings QUICK = new FeedSettings(
            Duration.ofSeconds(2), Duration.ofMillis(100), 50, Duration.ofSeconds(3), Duration.ofMillis(200), 20);

    private final DatabaseAccess access;
    private final List<HikariDataSource> pools = new ArrayList<>();
    private final HikariDataSource operate;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HistoryNode history;
    private final Map<String, Long> sequences = new HashMap<>();

    Town(DatabaseAccess access) {
        this.access = access;
        operate = pool(access.operate());
        history = new HistoryNode(
                new HistoryNode.Database(pool(access.append()), operate, () -> connect(access.append())),
                MasterKeys.parse(List.of("first:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")),
                EventTypes.fabula(),
                List.of(),
                HistoryLimits.DEFAULT,
                meters);
    }

    /** Makes the schemas, as the owner. */
    static void migrate(DatabaseAccess access) {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(access.url());
        owner.setUser(access.owner().user());
        owner.setPassword(access.owner().password());
        HistorySchema.migrate(owner);
        ProjectionSchema.migrate(owner);
    }

    private Connection connect(DatabaseAccess.Login login) throws SQLException {
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
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    HistoryNode history() {
        return history;
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    FeedNode.Source source() {
        return new FeedNode.Source(history.history(), history.head(), FORMS, history.codec(), history.sealedValues());
    }

    FeedNode feeds(String node, String bootstrap, Feed... feeds) {
        return feeds(node, bootstrap, QUICK, feeds);
    }

    FeedNode feeds(String node, String bootstrap, FeedSettings settings, Feed... feeds) {
        return new FeedNode(
                node,
                "",
                operate,
                source(),
                Map.of("bootstrap.servers", bootstrap),
                List.of(feeds),
                settings,
                meters,
                true);
    }

    /** What everything of a node is made of, without anybody running. */
    FeedParts parts(String node, Broker broker) {
        return new FeedParts(
                node,
                "",
                new FeedTable(operate),
                new FeedJobs(operate),
                broker,
                history.history(),
                history.head(),
                FORMS,
                history.codec(),
                history.sealedValues(),
                QUICK,
                meters);
    }

    static Feed feed(String topic, String... contexts) {
        return new Feed("town", topic, Set.of(contexts), Set.of(), false, 3, (short) -1);
    }

    /** As the role that operates. */
    void operate(String sql) {
        try (Connection connection = connect(access.operate());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed.getMessage(), failed);
        }
    }

    void append(String aggregate, String stream, DomainEvent... events) {
        Map<String, String> metadata = new EventMetadata(
                        ALDER,
                        new ActorId("olivia"),
                        ActorKind.USER,
                        "correlation-1",
                        "causation-1",
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                        null,
                        "192.0.2.7",
                        "a browser")
                .toMap();
        List<GenericDomainEventMessage<DomainEvent>> messages = new ArrayList<>();
        for (DomainEvent event : events) {
            messages.add(new GenericDomainEventMessage<>(
                    aggregate, stream, sequences.merge(stream, 1L, Long::sum) - 1, event, metadata));
        }
        history.engine().appendEvents(messages);
    }

    long head() {
        return history.history().head();
    }

    static StoryStarted started(String session, String title) {
        return new StoryStarted(
                new StorySessionId(session),
                "olivia",
                title,
                "Once there was " + title,
                List.of("fantasy"),
                List.of("Mira"),
                StoryMode.SOLO,
                AgeTier.ADULT,
                Quality.HIGH,
                null,
                null,
                7);
    }

    static ChoiceMade chosen(String session, int beat, String text) {
        return new ChoiceMade(new StorySessionId(session), "olivia", beat, "request-1", null, text);
    }

    static BeatRated rated(String session, int beat) {
        return new BeatRated(new StorySessionId(session), beat, "request-1", 1 + beat % 5, "offline", "story");
    }

    /** So many events of a few stories and people, in small commands of which no two are of the same size. */
    void live(SplittableRandom random, List<String> stories, int events) {
        for (int i = 0; i < events; ) {
            String story = stories.get(random.nextInt(stories.size()));
            int many = 1 + random.nextInt(4);
            DomainEvent[] command = new DomainEvent[many];
            for (int e = 0; e < many; e++) {
                int beat = i + e + 1;
                command[e] = switch (random.nextInt(3)) {
                    case 0 -> chosen(story, beat, "go on with " + beat);
                    case 1 -> rated(story, beat);
                    default -> new AlternativeSelected(new StorySessionId(story), beat, "request-" + beat);
                };
            }
            append("StorySession", story, command);
            i += many;
            if (random.nextInt(3) == 0) {
                String person = Ulids.next();
                append("Person", person, new PersonRemoved(new PersonId(person), new LegacyId(Ulids.next())));
                i++;
            }
        }
    }

    static List<String> stories(int count) {
        List<String> stories = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            stories.add(Ulids.next());
        }
        return stories;
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }
    }

    @Override
    public void close() {
        history.close();
        pools.forEach(HikariDataSource::close);
    }
}
