package dev.fabula.bench;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A diary as a shelf of them shows it. */
record ShelfRow(
        String title,
        String owner,
        int entries,
        long letters,
        @Nullable String mood,
        @Nullable Instant lastEntryAt) {

    /** The template of the read model, as a migration of the product would make it. */
    static final String TEMPLATE = """
            CREATE SCHEMA read_template;
            CREATE TABLE read_template.diary_shelf (
                tenant_id text NOT NULL, diary text NOT NULL, title text NOT NULL, owner text NOT NULL,
                entries integer NOT NULL, letters bigint NOT NULL, mood text, last_entry_at timestamptz,
                position bigint NOT NULL, PRIMARY KEY (tenant_id, diary))""";

    static ShelfRow opened(DiaryEvent.DiaryOpened opened) {
        return new ShelfRow(opened.title(), opened.owner(), 0, 0, null, null);
    }

    ShelfRow withEntry(String mood, String text, Instant at) {
        return new ShelfRow(title, owner, entries + 1, letters + text.length(), mood, at);
    }

    ShelfRow withoutEntry() {
        return new ShelfRow(title, owner, entries - 1, letters, mood, lastEntryAt);
    }

    ShelfRow renamed(String title) {
        return new ShelfRow(title, owner, entries, letters, mood, lastEntryAt);
    }
}
