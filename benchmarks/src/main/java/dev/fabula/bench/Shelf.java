package dev.fabula.bench;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is measured: a read model of one row a diary, to which a fifth of the history means nothing. */
final class Shelf implements Projection<String, ShelfRow> {

    static final String NAME = "diary-shelf";
    static final String TABLE = "diary_shelf";

    static final Set<Class<? extends DomainEvent>> EVENTS = Set.of(
            DiaryEvent.DiaryOpened.class,
            DiaryEvent.EntryWritten.class,
            DiaryEvent.SecretEntryWritten.class,
            DiaryEvent.EntryRemoved.class,
            DiaryEvent.DiaryRenamed.class);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return EVENTS;
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> event) {
        return List.of(event.stream());
    }

    @Override
    public @Nullable ShelfRow evolve(String key, @Nullable ShelfRow row, Recorded<DomainEvent> recorded) {
        if (recorded.event() instanceof DiaryEvent.DiaryOpened opened) {
            return ShelfRow.opened(opened);
        }
        if (row == null) {
            throw new IllegalStateException("something happened to the diary " + key + " before it was opened");
        }
        return switch (recorded.event()) {
            case DiaryEvent.EntryWritten entry -> row.withEntry(entry.mood(), entry.text(), recorded.at());
            case DiaryEvent.SecretEntryWritten entry -> row.withEntry(entry.mood(), entry.text(), recorded.at());
            case DiaryEvent.EntryRemoved _ -> row.withoutEntry();
            case DiaryEvent.DiaryRenamed renamed -> row.renamed(renamed.title());
            default -> row;
        };
    }

    @Override
    public Class<ShelfRow> values() {
        return ShelfRow.class;
    }

    @Override
    public String streamOf(String key) {
        return key;
    }
}
