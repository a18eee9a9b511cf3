package dev.fabula.projection.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Waits until what readers see of a read model holds everything up to a position, whichever node folds it. */
public final class Freshness {

    /** How long a batch of another node goes unnoticed, at most. */
    private static final Duration LOOK = Duration.ofMillis(10);

    private final ProjectionDatabase database;
    private final ProgressWatch watch;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();

    Freshness(ProjectionDatabase database, ProgressWatch watch) {
        this.database = database;
        this.watch = watch;
    }

    /**
     * Waits.
     *
     * @return whether it has come so far
     */
    public boolean await(String projection, long position, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            long steps = watch.steps();
            if (reached(projection) >= position) {
                return true;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            watch.awaitAfter(steps, Duration.ofNanos(Math.min(left, LOOK.toNanos())));
        }
    }

    /** Everything up to here is in what readers see; 0 where they see nothing yet. */
    public long reached(String projection) {
        return looks.computeIfAbsent(projection, Look::new).reached();
    }

    /** However many wait, they ask the database together: who comes while one asks waits for the next answer. */
    private final class Look {

        private final String projection;
        private final ReentrantLock asking = new ReentrantLock();
        private long askedAt = Long.MIN_VALUE;
        private long answer;

        Look(String projection) {
            this.projection = projection;
        }

        long reached() {
            long wanted = System.nanoTime();
            asking.lock();
            try {
                // An answer counts only if it was asked for after we came: it must not be older than what we wait for.
                if (askedAt == Long.MIN_VALUE || askedAt - wanted < 0) {
                    askedAt = System.nanoTime();
                    answer = ask();
                }
                return answer;
            } catch (RuntimeException unavailable) {
                askedAt = Long.MIN_VALUE;
                throw unavailable;
            } finally {
                asking.unlock();
            }
        }

        private long ask() {
            return database.sql()
                    .sql("SELECT coalesce(min(p.position), 0) FROM projection.generation g"
                            + " JOIN projection.progress p ON p.processor = g.projection || '/' || g.number"
                            + " WHERE g.projection = ? AND g.state = 'current'")
                    .param(projection)
                    .query(Long.class)
                    .single();
        }
    }
}
