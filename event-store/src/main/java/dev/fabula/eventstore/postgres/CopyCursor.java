package dev.fabula.eventstore.postgres;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.UnreadableEventException;
import dev.fabula.eventstore.UnreadableEvents;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes one page while the database already sends the next. */
final class CopyCursor implements HistoryCursor {

    private final PagesAhead pages;
    private final EventRows rows;
    private final UnreadableEvents unreadable;
    private long position;
    private @Nullable RuntimeException stopped;

    CopyCursor(CopyPages pages, EventRows rows, UnreadableEvents unreadable) {
        this.pages = new PagesAhead(pages);
        this.rows = rows;
        this.unreadable = unreadable;
    }

    @Override
    public List<Recorded<DomainEvent>> next() {
        if (stopped != null) {
            throw stopped;
        }
        List<Recorded<DomainEvent>> events = new ArrayList<>();
        while (true) {
            CopyPages.Page page = pages.take();
            if (page.rows().isEmpty()) {
                position = page.through();
                return events;
            }
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

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() {
        pages.close();
    }
}
