package dev.fabula.projection.runtime;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.PersonalData;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.projection.Projection;
import dev.fabula.projection.elasticsearch.DocumentMapping;
import dev.fabula.projection.runtime.BookEvent.BookAdded;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Books that can be borrowed, to be found by what is said of them. Of a book that is lent nothing is kept. */
final class BookNotices implements Projection<String, BookNotices.Notice> {

    record Notice(
            String title,
            String shelf,
            @PersonalData(subject = "reader") List<String> remarks,
            @JsonIgnore @Nullable BookCard card) {}

    static final DocumentMapping<Notice> MAPPING = DocumentMapping.of(Notice.class, "notices", """
            {"mappings": {"dynamic": "strict", "properties": {
              "tenant": {"type": "keyword"}, "key": {"type": "keyword"}, "position": {"type": "long"},
              "gone": {"type": "boolean"}, "title": {"type": "text"}, "shelf": {"type": "keyword"},
              "remarks": {"type": "text"}}}}
            """);

    private final BookCards cards = new BookCards();
    private final String name;
    private final int version;

    BookNotices(String name, int version) {
        this.name = name;
        this.version = version;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return cards.events();
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> event) {
        return cards.keys(event);
    }

    @Override
    public @Nullable Notice evolve(String key, @Nullable Notice notice, Recorded<DomainEvent> event) {
        BookCard card = cards.evolve(key, notice == null ? null : notice.card(), event);
        return card == null ? null : new Notice(card.title(), card.shelf(), card.remarks(), card);
    }

    @Override
    public @Nullable Notice kept(Notice notice) {
        return notice.card() == null || !notice.card().isLent() ? notice : null;
    }

    @Override
    public boolean needsHistory(@Nullable Notice notice, Recorded<DomainEvent> event) {
        return !(event.event() instanceof BookAdded) && (notice == null || notice.card() == null);
    }

    @Override
    public Class<Notice> values() {
        return Notice.class;
    }

    @Override
    public String streamOf(String key) {
        return key;
    }
}
