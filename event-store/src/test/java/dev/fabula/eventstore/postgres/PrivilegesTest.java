package dev.fabula.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.local.supervisor.DatabaseAccess;
import dev.fabula.local.supervisor.DatabaseAccess.Login;
import dev.fabula.local.testing.TestDatabase;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the database itself refuses, in plain SQL, whatever the application does. */
class PrivilegesTest {

    private static TestDatabase database;
    private static TestHistory history;
    private static String stream;

    @BeforeAll
    static void start() {
        database = TestDatabase.create(PrivilegesTest.class);
        TestHistory.migrate(database.access());
        history = new TestHistory(database.access());
        stream = history.appendOne();
        String other = Ulids.next();
        history.append(new GenericDomainEventMessage<>(
                "Note",
                other,
                0,
                new NoteEvent.SecretWritten(other, "someone", "hers alone", null),
                TestHistory.metadata(TestHistory.BIRCH)));
    }

    @AfterAll
    static void stop() {
        history.close();
        database.close();
    }

    private static DatabaseAccess access() {
        return database.access();
    }

    private static String as(Login login, String sql) {
        return TestHistory.ask(access(), login, sql);
    }

    @Test
    void aTenantReadsItsOwnEventsAndNobodyElses() {
        assertThat(readsAs("alder")).isEqualTo("1 alder");
        assertThat(readsAs("birch")).isEqualTo("1 birch");
        assertThat(readsAs("cedar")).isEqualTo("0 ");
        assertThat(as(access().app(), "SELECT count(*) FROM event_store.event")).isEqualTo("0");
        assertThat(as(access().app(), "SELECT count(*) FROM event_store.event_readable"))
                .isEqualTo("0");
        assertThat(as(access().app(), "SELECT count(*) FROM event_store.subject_key"))
                .isEqualTo("0");
    }

    private static String readsAs(String tenant) {
        return TestHistory.ask(
                access(),
                access().app(),
                "SELECT count(*) || ' ' || coalesce(max(tenant_id), '') FROM event_store.event_readable",
                "SET fabula.tenant = '" + tenant + "'");
    }

    @Test
    void noRoleChangesWhatHappened() {
        for (Login login : List.of(access().append(), access().operate(), access().app(), access().owner())) {
            for (String change : List.of(
                    "UPDATE event_store.event SET payload = ''",
                    "DELETE FROM event_store.event",
                    "TRUNCATE event_store.event")) {
                assertThatThrownBy(() -> as(login, change))
                        .as(login + ": " + change)
                        .hasMessageMatching("(?s).*(permission denied|append-only).*");
            }
        }
        assertThat(as(access().operate(), "SELECT count(*) FROM event_store.event"))
                .isEqualTo("2");
    }

    @Test
    void onlyTheRoleThatAppendsAppendsAndItReadsNothingElse() {
        String append = "SELECT event_store.append_one('" + Ulids.toUuid("a stream", Ulids.next()) + "', 0, '"
                + Ulids.toUuid("an event", Ulids.next()) + "', 1::smallint, 1::smallint, 'alder', '', '')";
        for (Login login : List.of(access().operate(), access().app())) {
            assertThatThrownBy(() -> as(login, append)).hasMessageContaining("permission denied");
            assertThatThrownBy(
                            () -> as(
                                    login,
                                    "INSERT INTO event_store.event SELECT position + 1000, sequence + 1000, recorded_at, stream_id,"
                                            + " gen_random_uuid(), type, revision, tenant_id, metadata, payload FROM event_store.event"))
                    .hasMessageContaining("permission denied");
        }
        for (String table : List.of("event", "event_readable", "snapshot", "command_outcome", "token_entry")) {
            assertThatThrownBy(() -> as(access().append(), "SELECT count(*) FROM event_store." + table))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aStreamLoadsForItsOwnTenantAlone() {
        String load =
                "SELECT count(*) FROM event_store.load('%s', '" + Ulids.toUuid("a stream", stream) + "', 0, true)";
        assertThat(as(access().append(), load.formatted("alder"))).isEqualTo("1");
        assertThat(as(access().append(), load.formatted("birch"))).isEqualTo("0");
    }

    @Test
    void aDestroyedKeyCannotBePutBack() {
        as(
                access().append(),
                "UPDATE event_store.subject_key SET wrapped = NULL, master_key = NULL, destroyed_at = now()"
                        + " WHERE subject = 'someone'");
        assertThatThrownBy(() -> as(
                        access().append(),
                        "UPDATE event_store.subject_key SET wrapped = 'x', master_key = 'first', destroyed_at = NULL"
                                + " WHERE subject = 'someone'"))
                .hasMessageContaining("stays destroyed");
        // Row-level security is forced on the owner, too: it sees no key that it could delete.
        as(access().owner(), "DELETE FROM event_store.subject_key");
        assertThat(as(access().operate(), "SELECT count(*) FROM event_store.subject_key WHERE subject = 'someone'"))
                .isEqualTo("1");
    }
}
