package dev.fabula.command.spendbudget;

import dev.fabula.contracts.spendbudget.SpendBudgetCommand.Settlement;
import dev.fabula.contracts.tenancy.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Books settlements of one budget together: while some are being recorded others come, and whoever is next takes them all.
 * Each caller returns once its own is recorded.
 */
final class Books {

    /** Events of one command, at most. */
    private static final int MOST = 200;

    /** A budget. */
    record Key(TenantId tenant, String budget, String name) {}

    private static final class Entry {
        private final Settlement settlement;
        private boolean done;
        private @Nullable RuntimeException failure;

        Entry(Settlement settlement) {
            this.settlement = settlement;
        }
    }

    private static final class Book {
        private final ReentrantLock writing = new ReentrantLock(true);
        private final Queue<Entry> waiting = new ConcurrentLinkedQueue<>();
    }

    private final Map<Key, Book> books = new ConcurrentHashMap<>();
    private final BiConsumer<Key, List<Settlement>> record;

    Books(BiConsumer<Key, List<Settlement>> record) {
        this.record = record;
    }

    void add(Key key, Settlement settlement) {
        Entry mine = new Entry(settlement);
        // Budgets are by tenant and month: there are few.
        Book book = books.computeIfAbsent(key, _ -> new Book());
        book.waiting.add(mine);
        book.writing.lock();
        try {
            while (!mine.done) {
                recordSome(key, book);
            }
        } finally {
            book.writing.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
    }

    /** Those that have waited longest. */
    private void recordSome(Key key, Book book) {
        List<Entry> some = new ArrayList<>();
        for (Entry next = book.waiting.poll(); next != null; next = some.size() < MOST ? book.waiting.poll() : null) {
            some.add(next);
        }
        RuntimeException failure = null;
        try {
            record.accept(key, some.stream().map(entry -> entry.settlement).toList());
        } catch (RuntimeException failed) {
            failure = failed;
        }
        for (Entry entry : some) {
            entry.failure = failure;
            entry.done = true;
        }
    }
}
