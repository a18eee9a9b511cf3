package dev.fabula.projection.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.postgres.HistorySchema;
import dev.fabula.local.supervisor.DatabaseAccess;
import dev.fabula.local.testing.TestDatabase;
import dev.fabula.projection.Change;
import dev.fabula.projection.Digest;
import dev.fabula.projection.SinkSnapshot;
import dev.fabula.projection.Stored;
import dev.fabula.projection.TenantKey;
import dev.fabula.projection.runtime.ProjectionSchema;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A value of any kind is the same however it was stored, and once it is read back. */
class PostgresSinkTest {

    private static final int BUCKETS = 16;
    private static final String TEMPLATE = """
            CREATE SCHEMA read_template;
            CREATE TABLE read_template.thing (
                tenant_id text NOT NULL, id text NOT NULL, name text, tags text[], day date, at timestamptz, amount numeric,
                count bigint, size integer, is_open boolean, weight double precision, parts jsonb, position bigint NOT NULL,
                PRIMARY KEY (tenant_id, id));
            CREATE INDEX ON read_template.thing (tenant_id, day DESC) WHERE is_open;
            """;

    record Part(
            String name,
            List<String> labels,
            @Nullable BigDecimal price,
            @Nullable Double share,
            Instant since) {}

    record Thing(
            @Nullable String name,
            @Nullable List<String> tags,
            @Nullable LocalDate day,
            @Nullable Instant at,
            @Nullable BigDecimal amount,
            @Nullable Long count,
            @Nullable Integer size,
            @Nullable Boolean isOpen,
            @Nullable Double weight,
            @Nullable List<Part> parts) {}

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

    private static Thing thing(String text, BigDecimal number, LocalDate day, Instant at, double weight) {
        return new Thing(
                text,
                List.of(text, "", "NULL", "{a,\"b\"}", "\\"),
                day,
                at,
                number,
                number.longValue(),
                number.intValue(),
                number.signum() > 0,
                weight,
                List.of(
                        new Part(text, List.of(text, ""), number, weight, at),
                        new Part("", List.of(), null, null, at)));
    }

    private static List<Change<Thing>> things() {
        Instant noon = Instant.parse("2026-03-01T12:00:00.123456Z");
        LocalDate day = LocalDate.parse("2026-03-01");
        List<Thing> all = List.of(
                new Thing(null, null, null, null, null, null, null, null, null, null),
                new Thing("", List.of(), day, noon, BigDecimal.ZERO, 0L, 0, false, 0.0, List.of()),
                thing("plain", new BigDecimal("12.50"), day, noon, 0.1),
                thing(
                        "a \0 between, and \\u0000",
                        new BigDecimal("-0.0010"),
                        LocalDate.parse("1969-12-31"),
                        noon,
                        -2.5),
                thing("\"quoted\" 'and' \t\n\r \\ %", new BigDecimal("1E-7"), day, Instant.EPOCH, 1e-5),
                thing(
                        "Ærøskøbing \uD83D\uDE00 \u2028",
                        new BigDecimal("98765432109876543210.000000000123456789"),
                        LocalDate.parse("2400-02-29"),
                        Instant.parse("1999-12-31T23:59:59.999999Z"),
                        1e15),
                thing("half \ud83d a character", BigDecimal.ONE, day, noon, 1.0),
                thing("x".repeat(100_000), new BigDecimal("10000"), day, noon, 1.0 / 3));
        List<Change<Thing>> changes = new ArrayList<>();
        for (Thing each : all) {
            TenantKey key = new TenantKey(new TenantId("alder"), "thing/" + changes.size());
            changes.add(new Change<>(key, each, 7 + changes.size()));
        }
        return changes;
    }

    private static String copied(int number) {
        String target = sink.target(number);
        sink.create(target);
        sink.fill(target, things());
        sink.finish(target);
        return target;
    }

    private static String upserted(int number) {
        String target = sink.target(number);
        sink.create(target);
        sink.finish(target);
        sink.write(target, things());
        return target;
    }

    private static Map<TenantKey, Stored<Thing>> load(String target) {
        return sink.load(target, things().stream().map(Change::key).toList());
    }

    private static List<Digest> digest(String target, String other) {
        try (SinkSnapshot<Thing> snapshot = sink.snapshot()) {
            return snapshot.digest(target, other, BUCKETS);
        }
    }

    @Test
    void whatWasCopiedIsReadBackAsItWas() {
        isReadBack(copied(1));
    }

    @Test
    void whatWasUpsertedIsReadBackAsItWas() {
        isReadBack(upserted(2));
    }

    private static void isReadBack(String target) {
        Map<TenantKey, Stored<Thing>> stored = load(target);
        assertThat(stored).hasSameSizeAs(things());
        things().forEach(thing -> assertThat(stored.get(thing.key())).satisfies(there -> {
            assertThat(there.position()).isEqualTo(thing.position());
            assertThat(sink.comparable(Objects.requireNonNull(there.value())))
                    .isEqualTo(sink.comparable(Objects.requireNonNull(thing.value())));
        }));
    }

    @Test
    void nulIsReplacedAndATextThatOnlyNamesItStays() {
        String target = upserted(6);
        Thing nul =
                Objects.requireNonNull(Objects.requireNonNull(load(target).get(things().get(3).key())).value());

        String kept = "a \ufffd between, and \\u0000";
        assertThat(nul.name()).isEqualTo(kept);
        assertThat(nul.tags()).contains(kept);
        assertThat(nul.parts()).extracting(Part::name).contains(kept);
    }

    @Test
    void copiedOrUpsertedTheDigestsAreTheSame() {
        String copied = copied(3);
        String upserted = upserted(4);

        assertThat(digest(copied, upserted)).isEqualTo(digest(upserted, copied));
        assertThat(digest(copied, upserted).stream().mapToLong(Digest::rows).sum())
                .isEqualTo(things().size());
    }

    @Test
    void whatIsReadAndWrittenAgainChangesNoDigest() {
        String target = copied(5);
        List<Digest> before = digest(target, target);
        Map<TenantKey, Stored<Thing>> stored = load(target);

        sink.write(
                target,
                stored.entrySet().stream()
                        .map(each -> new Change<>(
                                each.getKey(),
                                each.getValue().value(),
                                each.getValue().position() + 1))
                        .toList());

        assertThat(digest(target, target)).isEqualTo(before);
        assertThat(load(target))
                .allSatisfy((key, now) -> assertThat(now.value())
                        .isEqualTo(Objects.requireNonNull(stored.get(key)).value()));
    }
}
