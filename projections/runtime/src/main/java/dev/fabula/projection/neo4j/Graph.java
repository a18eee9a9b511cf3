package dev.fabula.projection.neo4j;

import dev.fabula.projection.SinkRefusedException;
import dev.fabula.projection.SinkUnavailableException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.neo4j.driver.Driver;
import org.neo4j.driver.NotificationSeverity;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.TransientException;

/**
 * Work in transactions of Neo4j, each with its timeout, and what their failures mean. What others were in the way of is
 * tried again a few times, here rather than by the driver, which would go on for half a minute while the server is down.
 */
final class Graph {

    private static final String TAKEN = "Neo.ClientError.Schema.ConstraintValidationFailed";
    private static final String GONE = "Neo.ClientError.Statement.EntityNotFound";
    /** What depends on the data alone. */
    private static final Set<String> REFUSALS =
            Set.of("Neo.ClientError.Statement.TypeError", "Neo.ClientError.Statement.ArgumentError");

    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long FETCH = 2_000;

    private static final SessionConfig SESSION = SessionConfig.builder()
            .withFetchSize(FETCH)
            // A label that nothing has yet is no reason for a warning.
            .withMinimumNotificationSeverity(NotificationSeverity.OFF)
            .build();

    private final Driver driver;
    private final GraphSchema schema;
    private final GraphSettings settings;

    Graph(Driver driver, GraphSchema schema, GraphSettings settings) {
        this.driver = driver;
        this.schema = schema;
        this.settings = settings;
    }

    /** Others changed what this transaction rests on; it is tried again. */
    static final class OvertakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OvertakenException(String message) {
            super(message);
        }
    }

    /** One transaction; repeated where others were in the way, so the work can be done twice. */
    <T> T in(String what, Function<Transaction, T> work) {
        schema.ensure(driver, SESSION, settings.timeout());
        for (int attempt = 1; ; attempt++) {
            try {
                return once(settings.timeout(), work);
            } catch (OvertakenException overtaken) {
                if (attempt >= settings.attempts()) {
                    throw new SinkUnavailableException("cannot " + what + ": " + overtaken.getMessage(), overtaken);
                }
            } catch (Neo4jException failed) {
                if (attempt >= settings.attempts() || !othersWereInTheWay(failed)) {
                    throw meaning(what, failed);
                }
            }
            pause(what, attempt);
        }
    }

    /** One transaction that is not repeated. */
    <T> T tried(Function<Transaction, T> work) {
        return once(settings.timeout(), work);
    }

    /** One transaction that reads a lot. */
    <T> T scan(String what, Function<Transaction, T> work) {
        schema.ensure(driver, SESSION, settings.timeout());
        try {
            return once(settings.scanTimeout(), work);
        } catch (Neo4jException failed) {
            throw meaning(what, failed);
        }
    }

    private <T> T once(Duration timeout, Function<Transaction, T> work) {
        try (Session session = driver.session(SESSION);
                Transaction transaction = session.beginTransaction(
                        TransactionConfig.builder().withTimeout(timeout).build())) {
            T answer = work.apply(transaction);
            transaction.commit();
            return answer;
        }
    }

    /** Deadlocks and locks; somebody who made the same element at the same time, or took away one that was found. */
    static boolean othersWereInTheWay(Neo4jException failed) {
        return failed instanceof TransientException || isTaken(failed) || GONE.equals(failed.code());
    }

    static boolean isTaken(Neo4jException failed) {
        return TAKEN.equals(failed.code());
    }

    static RuntimeException meaning(String what, Neo4jException failed) {
        String message = "cannot " + what + ": " + failed.getMessage();
        return REFUSALS.contains(String.valueOf(failed.code()))
                ? new SinkRefusedException(message, failed)
                : new SinkUnavailableException(message, failed);
    }

    private static void pause(String what, int attempt) {
        long longest = FIRST_PAUSE_MILLIS << Math.min(attempt, 6);
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest) + 1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SinkUnavailableException("cannot " + what + ": stopped", stopped);
        }
    }
}
