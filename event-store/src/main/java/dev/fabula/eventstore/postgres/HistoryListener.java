package dev.fabula.eventstore.postgres;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.privacy.SubjectKeys;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what other nodes do: that history went on, and that a key has been destroyed. */
public final class HistoryListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryListener.class);
    private static final int PATIENCE_MILLIS = 5_000;
    private static final long PAUSE_MILLIS = 500;

    private final ConnectionSource source;
    private final HeadWatch head;
    private final SubjectKeys keys;
    private final CopyOnWriteArrayList<BiConsumer<TenantId, String>> onErasure = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;

    /** @param source opens the listener's own connection, as any role of the history */
    public HistoryListener(ConnectionSource source, HeadWatch head, SubjectKeys keys) {
        this.source = source;
        this.head = head;
        this.keys = keys;
        thread = Thread.ofPlatform().name("history-listener").daemon().start(this::run);
    }

    /** Also tells this one which subject of which tenant has been erased, so that it forgets what it holds in memory. */
    public void onErasure(BiConsumer<TenantId, String> listener) {
        onErasure.add(listener);
    }

    private void run() {
        while (!closed.get()) {
            try (Connection connection = source.open();
                    Statement statement = connection.createStatement()) {
                statement.execute("LISTEN fabula_history");
                statement.execute("LISTEN fabula_keys");
                // What was said before we listened.
                keys.evictAll();
                listen(connection, statement);
            } catch (SQLException lost) {
                // A destroyed key must not be used because nobody could tell us of it.
                keys.evictAll();
                if (!closed.get()) {
                    LOG.warn("notifications of the history are interrupted: {}", lost.getMessage());
                    pause();
                }
            }
        }
    }

    private void listen(Connection connection, Statement statement) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (!closed.get()) {
            // Now and then also without a notification: it proves that the connection still is one.
            try (ResultSet row = statement.executeQuery("SELECT event_store.head()")) {
                row.next();
                head.reached(row.getLong(1));
            }
            PGNotification[] heard;
            do {
                heard = postgres.getNotifications(PATIENCE_MILLIS);
                for (PGNotification notification : heard) {
                    heard(notification);
                }
            } while (heard.length > 0 && !closed.get());
        }
    }

    private void heard(PGNotification notification) {
        String said = notification.getParameter();
        if (notification.getName().equals("fabula_history")) {
            head.reached(Long.parseLong(said));
        } else {
            int space = said.indexOf(' ');
            TenantId tenant = new TenantId(said.substring(0, space));
            String subject = said.substring(space + 1);
            keys.evict(tenant, subject);
            onErasure.forEach(listener -> listener.accept(tenant, subject));
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            closed.set(true);
        }
    }

    @Override
    public void close() {
        closed.set(true);
        thread.interrupt();
    }
}
