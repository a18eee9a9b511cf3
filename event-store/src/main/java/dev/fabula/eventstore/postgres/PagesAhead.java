package dev.fabula.eventstore.postgres;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Pages, the next of which the database already sends while one is worked on. */
final class PagesAhead implements AutoCloseable {

    private final CopyPages pages;
    private FutureTask<CopyPages.Page> ahead;

    PagesAhead(CopyPages pages) {
        this.pages = pages;
        this.ahead = fetch();
    }

    private FutureTask<CopyPages.Page> fetch() {
        FutureTask<CopyPages.Page> task = new FutureTask<>(pages::next);
        Thread.ofVirtual().name("history-reader").start(task);
        return task;
    }

    /** The next page; one without rows is the end, however often it is asked for. */
    CopyPages.Page take() {
        CopyPages.Page page = await();
        if (!page.rows().isEmpty()) {
            ahead = fetch();
        }
        return page;
    }

    private CopyPages.Page await() {
        try {
            return ahead.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the history", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SQLException database) {
                throw PostgresHistory.unavailable(database);
            }
            throw failed.getCause() instanceof RuntimeException own
                    ? own
                    : new IllegalStateException(failed.getCause());
        }
    }

    /** A page on its way is read to its end, then forgotten. */
    @Override
    public void close() {
        ahead.cancel(false);
    }
}
