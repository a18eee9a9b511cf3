package dev.fabula.eventstore.postgres;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.UnreadableEventException;
import dev.fabula.eventstore.UnreadableEvents;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Decodes one page while the database already sends the next. */
final class CopyCursor implements HistoryCursor {

    private final CopyPages pages;
    private final EventRows rows;
    private final UnreadableEvents unreadable;
    private FutureTask<CopyPages.Page> ahead;
    private long position;
    private @Nullable RuntimeException stopped;

    CopyCursor(CopyPages pages, EventRows rows, UnreadableEvents unreadable) {
        this.pages = pages;
        this.rows = rows;
        this.unreadable = unreadable;
        this.ahead = fetch();
    }

    private FutureTask<CopyPages.Page> fetch() {
        FutureTask<CopyPages.Page> task = new FutureTask<>(pages::next);
        Thread.ofVirtual().name("history-reader").start(task);
        return task;
    }

    @Override
    public List<Recorded<DomainEvent>> next() {
        if (stopped != null) {
            throw stopped;
        }
        List<Recorded<DomainEvent>> events = new ArrayList<>();
        while (true) {
            CopyPages.Page page = await();
            if (page.rows().isEmpty()) {
                position = page.through();
                return events;
            }
            ahead = fetch();
            for (StoredEvent row : page.rows()) {
                try {
                    decode(row, events);
                } catch (RuntimeException failed) {
                    stopped = failed;
                    position = row.position() - 1;
                    // What is before it is handed out first: a reader must be able to come up to what stops it.
                    if (events.isEmpty()) {
                        throw failed;
                    }
                    return events;
                }
            }
            position = page.through();
            // Upcasters and parking may have left nothing of a page, which is not the end.
            if (!events.isEmpty()) {
                return events;
            }
        }
    }

    private void decode(StoredEvent row, List<Recorded<DomainEvent>> events) {
        try {
            events.addAll(rows.read(row));
        } catch (UnreadableEventException found) {
            unreadable.found(found);
        }
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

    @Override
    public long position() {
        return position;
    }

    /** A page on its way is read to its end, then forgotten. */
    @Override
    public void close() {
        ahead.cancel(false);
    }
}
