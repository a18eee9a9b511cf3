package dev.fabula.eventstore.postgres;

import dev.fabula.eventstore.StoredHistory;
import dev.fabula.eventstore.StoredRecord;
import dev.fabula.eventstore.codec.Ulids;
import java.util.ArrayList;
import java.util.List;

/** Hands out one page while the database already sends the next. */
final class StoredCursor implements StoredHistory.Cursor {

    private final PagesAhead pages;
    private final TypeIds types;
    private long position;

    StoredCursor(CopyPages pages, TypeIds types) {
        this.pages = new PagesAhead(pages);
        this.types = types;
    }

    @Override
    public List<StoredRecord> next() {
        CopyPages.Page page = pages.take();
        position = page.through();
        List<StoredRecord> records = new ArrayList<>(page.rows().size());
        for (StoredEvent row : page.rows()) {
            records.add(new StoredRecord(
                    row.position(),
                    row.at(),
                    row.tenant(),
                    Ulids.fromUuid(row.stream()),
                    row.sequence(),
                    Ulids.fromUuid(row.id()),
                    types.nameOf(row.type()),
                    row.revision(),
                    row.metadata(),
                    row.payload()));
        }
        return records;
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
