package dev.fabula.eventstore.postgres;

import dev.fabula.eventstore.Appended;
import dev.fabula.eventstore.HistoryUnavailableException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings batches into the database over one connection and answers each command, through conflicts and broken
 * connections. For one thread at a time.
 */
final class BatchSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchSender.class);
    private static final String UNIQUE_VIOLATION = "23505";
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    /** A connection that broke while these commands were on their way: nobody knows yet whether they arrived. */
    private record Lost(AppendConnection connection, List<PendingCommand> commands) {}

    private final ConnectionSource source;
    private final HeadWatch head;
    private final AppendMetrics metrics;
    private @Nullable AppendConnection connection;
    private @Nullable Lost lost;
    private long statementNanos;

    BatchSender(ConnectionSource source, HeadWatch head, AppendMetrics metrics) {
        this.source = source;
        this.head = head;
        this.metrics = metrics;
    }

    /** How long the database took for the last batch. */
    long statementNanos() {
        return statementNanos;
    }

    /** Whether nothing has to be opened or found out before the next batch. */
    boolean isReady() {
        return connection != null && lost == null;
    }

    /** One attempt, without waiting for a database that is away; whatever remains open is settled by the next {@link #send}. */
    void attempt(List<PendingCommand> batch) {
        AppendConnection current = connection;
        if (current == null) {
            throw new IllegalStateException("not ready");
        }
        try {
            write(current, batch);
        } catch (SQLException broken) {
            breakOff(current, batch, broken);
        }
    }

    /** Until every command has its answer, however often the connection breaks. */
    void send(List<PendingCommand> batch) throws InterruptedException {
        List<PendingCommand> open = batch;
        for (int attempt = 0; lost != null || !open.isEmpty(); attempt++) {
            try {
                AppendConnection current = connect();
                if (lost != null) {
                    settle(current, lost);
                } else {
                    List<PendingCommand> now = stillWaitedFor(open);
                    open = List.of();
                    if (!now.isEmpty()) {
                        attempt(now);
                    }
                }
            } catch (SQLException unreachable) {
                if (lost == null && !isConnectionLost(unreachable)) {
                    open.forEach(command -> command.outcome().completeExceptionally(refused(unreachable)));
                    return;
                }
                drop();
                LOG.warn("no database to append to (attempt {}): {}", attempt + 1, unreachable.getMessage());
                Thread.sleep(Math.min(LONGEST_PAUSE_MILLIS, 10L << Math.min(attempt, 10)));
            }
        }
    }

    private AppendConnection connect() throws SQLException {
        AppendConnection current = connection;
        if (current == null) {
            current = new AppendConnection(source);
            connection = current;
        }
        return current;
    }

    private void drop() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private void breakOff(AppendConnection current, List<PendingCommand> batch, SQLException broken) {
        LOG.warn("the connection broke while {} commands were on their way: {}", batch.size(), broken.getMessage());
        metrics.broken();
        lost = new Lost(current, List.copyOf(batch));
        drop();
    }

    /** Finds out what arrived, and sends again what did not and is still waited for. */
    private void settle(AppendConnection current, Lost open) throws SQLException {
        Map<PendingCommand, Appended> found = current.resolve(open.commands(), open.connection());
        lost = null;
        found.forEach(this::answer);
        List<PendingCommand> again = stillWaitedFor(open.commands());
        if (!again.isEmpty()) {
            attempt(again);
        }
    }

    /** Whoever has given up, or has been told that nobody knows, shall not find it done later after all. */
    private static List<PendingCommand> stillWaitedFor(List<PendingCommand> commands) {
        return commands.stream().filter(command -> !command.outcome().isDone()).toList();
    }

    /** @throws SQLException only where the connection is lost */
    private void write(AppendConnection current, List<PendingCommand> open) throws SQLException {
        long begin = System.nanoTime();
        try {
            List<Appended> appended = current.append(open);
            int events = 0;
            for (PendingCommand command : open) {
                events += command.events().size();
            }
            statementNanos = System.nanoTime() - begin;
            metrics.appended(open.size(), events, statementNanos);
            for (int i = 0; i < open.size(); i++) {
                open.get(i).outcome().complete(appended.get(i));
            }
            head.reached(appended.getLast().lastPosition());
        } catch (SQLException failed) {
            if (isConnectionLost(failed)) {
                throw failed;
            }
            if (open.size() == 1) {
                refuse(open.getFirst(), refused(failed));
            } else if (UNIQUE_VIOLATION.equals(failed.getSQLState())) {
                writeEach(current, open);
            } else {
                // Something about one of them that only the database knows; the others shall not suffer.
                LOG.warn("a batch of {} commands is written one by one: {}", open.size(), failed.getMessage());
                for (PendingCommand command : open) {
                    write(current, List.of(command));
                }
            }
        }
    }

    private void writeEach(AppendConnection current, List<PendingCommand> open) throws SQLException {
        long begin = System.nanoTime();
        List<AppendConnection.Each> answers = current.appendEach(open);
        int events = 0;
        for (int i = 0; i < open.size(); i++) {
            PendingCommand command = open.get(i);
            AppendConnection.Each answer = answers.get(i);
            if (answer.appended() != null) {
                events += command.events().size();
                answer(command, answer.appended());
            } else if (answer.conflict() != null) {
                refuse(command, answer.conflict());
            }
        }
        metrics.appended(open.size(), events, System.nanoTime() - begin);
    }

    private void answer(PendingCommand command, Appended appended) {
        command.outcome().complete(appended);
        head.reached(appended.lastPosition());
    }

    private void refuse(PendingCommand command, RuntimeException reason) {
        command.outcome().completeExceptionally(reason);
        if (reason instanceof Conflict) {
            metrics.conflict();
        }
    }

    private static RuntimeException refused(SQLException failed) {
        if (UNIQUE_VIOLATION.equals(failed.getSQLState()) && failed instanceof PSQLException known) {
            ServerErrorMessage message = known.getServerErrorMessage();
            if (message != null && message.getConstraint() != null) {
                return Conflict.of(message.getConstraint());
            }
        }
        return new HistoryUnavailableException("the database refused to append: " + failed.getMessage(), failed);
    }

    /** After these nobody knows whether a statement was carried out, or the server is about to go. */
    private static boolean isConnectionLost(SQLException failed) {
        String state = failed.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P") || state.startsWith("58");
    }

    /** Commands whose outcome is not known; empty once {@link #send} has returned. */
    List<PendingCommand> unsettled() {
        Lost open = lost;
        return open == null ? List.of() : open.commands();
    }

    @Override
    public void close() {
        drop();
    }
}
